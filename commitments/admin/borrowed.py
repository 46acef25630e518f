"""What Django says at the workbench and has no Vietnamese for: our catalogue has it, which is read after Django's."""

from django.utils.translation import gettext_noop as _

BORROWED = (
    _("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    _("Null characters are not allowed."),
    _("Enter a complete value."),
    _("Enter a valid UUID."),
    _("Enter a valid JSON."),
    _("Enter a valid duration."),
    _("“%(pk)s” is not a valid value."),
    _("“%(value)s” value must be a decimal number."),
    _("The inline value did not match the parent instance."),
    _("File extension “%(extension)s” is not allowed. Allowed extensions are: %(allowed_extensions)s."),
    _("This is not a valid IPv6 address."),
    _("Toggle navigation"),
    _("Filter navigation items"),
)
