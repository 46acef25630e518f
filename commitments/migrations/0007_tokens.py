import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("commitments", "0006_full_text_search"),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='is_machine',
            field=models.BooleanField(default=False, editable=False, help_text='The account of a token. Nobody signs in with it.', verbose_name='machine'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('is_machine', False), models.Q(('is_superuser', False), ('organisation__isnull', False), ('password__startswith', '!')), _connector='OR'), name='user_of_a_token_never_signs_in'),
        ),
        migrations.CreateModel(
            name='Token',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.SlugField(help_text='What it is for, such as intake-2026. It is kept with everything that is written with the token.', max_length=60, verbose_name='name')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('access', models.CharField(choices=[('read', 'read'), ('write', 'read and write')], default='read', max_length=5, verbose_name='access')),
                ('expires_on', models.DateField(help_text='The last day on which it works, in UTC. At most two years from today.', verbose_name='expires on')),
                ('issued_at', models.DateTimeField(editable=False, verbose_name='issued at')),
                ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='revoked at')),
                ('last_used_on', models.DateField(editable=False, null=True, verbose_name='last used on')),
                ('account', models.OneToOneField(editable=False, help_text='Under whose name it reads and writes.', on_delete=django.db.models.deletion.PROTECT, related_name='token', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('issued_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='issued_tokens', to=settings.AUTH_USER_MODEL, verbose_name='issued by')),
            ],
            options={
                'verbose_name': 'token',
                'verbose_name_plural': 'tokens',
                'ordering': ('-issued_at', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('access__in', ['read', 'write'])), name='token_access_is_known'), models.CheckConstraint(condition=models.Q(('revoked_at__isnull', True), ('revoked_at__gte', models.F('issued_at')), _connector='OR'), name='token_is_revoked_after_it_was_issued')],
            },
        ),
    ]
