"""Evidence may be a file: its bytes are kept once for each digest, beside the evidence that names them."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0016_seen_and_rolled'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=71, unique=True, validators=[django.core.validators.RegexValidator('^sha256:[0-9a-f]{64}\\Z', 'A digest is written “sha256:” and 64 hexadecimal digits (0-9, a-f).')], verbose_name='digest')),
                ('content', models.BinaryField()),
            ],
            options={
                'verbose_name': 'stored file',
                'verbose_name_plural': 'stored files',
            },
        ),
        migrations.RemoveConstraint(
            model_name='evidence',
            name='evidence_is_a_passage_or_an_address',
        ),
        migrations.AddField(
            model_name='evidence',
            name='file_media_type',
            field=models.CharField(blank=True, max_length=100, verbose_name='media type'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='file_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='file name'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='file_size',
            field=models.PositiveIntegerField(blank=True, help_text='In bytes.', null=True, verbose_name='size'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(('digest__startswith', 'sha256:')), name='stored_file_is_named_by_its_digest'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='file',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='commitments.storedfile', to_field='digest', verbose_name='file'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('file__isnull', True), ('passage__isnull', False)), models.Q(('file__isnull', True), ('passage__isnull', True), models.Q(('address', ''), _negated=True)), models.Q(('address', ''), ('file__isnull', False), ('passage__isnull', True)), _connector='OR'), name='evidence_is_a_passage_an_address_or_a_file', violation_error_message='Name a passage, an address or a file, one of the three.'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', True), ('file_media_type', ''), ('file_name', ''), ('file_size__isnull', True)), models.Q(('file__isnull', False), ('file_size__gte', 1), ('file_size__isnull', False), models.Q(('file_name', ''), _negated=True), models.Q(('file_media_type', ''), _negated=True)), _connector='OR'), name='evidence_describes_its_file_whole_or_has_none', violation_error_message='Give the file with its name, its size and its media type, or none of them.'),
        ),
    ]
