"""The settings. Every value that differs between two machines comes from the environment; README.md lists them."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from environ import Env

from tracker import environment

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
# Everything a running tracker keeps: database, secret, collected static files. Nothing else is ever written.
VAR = Path(env.str("VAR", default="") or BASE_DIR / "var").resolve()

# --- Who may ask, and how safely ------------------------------------------------------------------------------------
DEBUG = environment.switch(env, "DEBUG")
SECRET_KEY = env.str("SECRET_KEY", default="") or environment.kept_secret(VAR / "secret-key")
PORT = environment.port(env)
ALLOWED_HOSTS = environment.words(env, "ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.words(env, "CSRF_TRUSTED_ORIGINS", default=[])

# What the two chains sign their checkpoints as, `ORIGIN/public` and `ORIGIN/full`, and the operator's key for it. Both
# stay for good: whoever holds a checkpoint knows the record by this name. The key is made when it is first needed.
ORIGIN = environment.origin(env)
CHECKPOINT_KEY = Path(env.str("CHECKPOINT_KEY", default="") or VAR / "checkpoint-key").resolve()

# How many proxies stand in front and append to X-Forwarded-For the address they were asked from. With 0 the header is
# whatever a visitor wrote, and is not read. Throttles and the lock on the sign-in count by the address found so.
PROXIES = environment.whole(env, "PROXIES", default=0, most=9)

# Off on loopback, where there is no certificate. On, the server still listens on loopback only: the proxy in front of
# it ends TLS, and must set X-Forwarded-Proto itself and pass on no visitor's own.
HTTPS = environment.switch(env, "HTTPS")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# No inline script or style, no other host: a page that needs either is a page to change.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the admin's own stylesheets draw their icons from data: addresses
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# A thousand parameters or more are refused before they are read.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 999

# A form of the workbench whose token another sign-in has changed is shown again.
CSRF_FAILURE_VIEW = "commitments.admin.forged.token_refused"
# What comes in as a table is refused before it is read when it is larger, and kept here between its preview and its
# confirmation. Of django-import-export nothing is installed: none of its pages, scripts or tables is used.
IMPORTS = VAR / "imports"
IMPORT_BYTES = 5 * 1024 * 1024
IMPORT_ROWS = 10_000
# A file that a status update rests on. It is kept in the database, in the transaction of the update.
EVIDENCE_BYTES = 10 * 1024 * 1024
# Of what is sent as a file no more is kept than this, in memory or on disk, before a form refuses it.
LARGEST_UPLOAD = max(IMPORT_BYTES, EVIDENCE_BYTES)
# No form takes more than one file; whoever has not signed in can send some as well, and they are read before that is known.
DATA_UPLOAD_MAX_NUMBER_FILES = 2
FILE_UPLOAD_HANDLERS = [
    "tracker.uploads.NoMoreThanTaken",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# What goes out is read and sent a little at a time: 50,000 take 25 s as CSV, and 35 s until a workbook of them begins; on a busy
# machine twice as long. Of a larger table than comes in, people send back what they changed.
EXPORT_ROWS = 60_000
# How many commitments one table changes: a row takes the actions about forty queries and 30 ms, and nobody else saves meanwhile.
IMPORT_CHANGES = 250

# --- What is installed ----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "commitments",  # first, so that its templates and static files win over those of the admin
    "commitments.apps.WorkbenchConfig",  # django.contrib.admin with our own site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # before all that needs a session: a static file needs none
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # so far out that redirects and errors carry it too
    "tracker.policy.PagePolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",  # after the session and before the pages: it picks their language
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",  # last, as its authors ask: it turns a locked sign-in into an answer
]
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
ASGI_APPLICATION = "tracker.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Where it is kept -----------------------------------------------------------------------------------------------
# SQLite: write-ahead logging lets readers go on while one writes; a transaction takes the write lock at its start
# (IMMEDIATE), so that two writers wait for each other instead of failing half-way; FULL flushes every commit to disk.
DATABASES = {"default": environment.database(env, default=VAR / "tracker.sqlite3")}
# The record as it stood at some time is rebuilt into files of their own, in this folder.
DATABASE_ROUTERS = ["commitments.past.routing.Router"]
PAST = VAR / "past"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Who signs in ---------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "commitments.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
# Five failures of one name from one address lock that pair for a quarter of an hour. Behind proxies that PROXIES does
# not count every address is a proxy's: there, five failures lock the name.
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "commitments.api.addresses.address_of"
AXES_LOCKOUT_CALLABLE = "commitments.dashboards.errors.locked"

# --- In which languages and when ------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("fr", "Français"), ("en", "English"), ("vi", "Tiếng Việt")]  # the languages of the pages
CONTENT_LANGUAGES = tuple(environment.words(env, "CONTENT_LANGUAGES", default=["fr", "en", "vi"]))  # of the texts kept
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files ---------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # A file's name carries its digest, so that browsers may keep it for good.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- The API --------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    # Tokens alone, and only where an address says so: see api/resources.py. No page's session reaches the API.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "commitments.api.problems.problem",
}
# How many requests a minute are answered, from an address without a token, with a token, and of writes with a token; 0
# is any number. The counts are in a file that all workers share and that may be lost at any time.
THROTTLE_ADDRESS = environment.whole(env, "THROTTLE_ADDRESS", default=600, most=1_000_000)
THROTTLE_TOKEN = environment.whole(env, "THROTTLE_TOKEN", default=3000, most=1_000_000)
THROTTLE_WRITES = environment.whole(env, "THROTTLE_WRITES", default=300, most=1_000_000)
THROTTLE_COUNTS = VAR / "throttles.sqlite3"
SPECTACULAR_SETTINGS = {
    "TITLE": "Cooperation Commitment Tracker",
    "VERSION": "1.0.0",
    "DESCRIPTION": (
        "The record of what the sides of a cooperation promised each other, and of what became of it.\n\n"
        "Whoever asks without a token reads what is public. With one (`Authorization: Bearer …`, issued in the admin for "
        "an organisation) you read what your own side keeps internal as well, by the numbers of the full chain, and "
        "write where your organisation may.\n\n"
        "Every GET of data carries an `ETag`: send it as `If-None-Match` and a repeat costs a 304. Every write needs the "
        "record's `ETag`, read with the same token, in `If-Match` (428 without, 412 when somebody wrote since), and may "
        "carry an `Idempotency-Key`. Errors are `application/problem+json` (RFC 9457); 429 and 503 say in `Retry-After` "
        "when to ask again."
    ),
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",  # served by ourselves: no other host
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# --- What is written down -------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # A visitor's wrong address is no event; a failure of ours is.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # Anybody can send a wrong host or too many fields: they are told so, and the log stays readable.
        "django.security": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
        "axes": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
