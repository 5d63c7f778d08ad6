"""Drafts of plans, the content of versions deposited here, and reviews opened by the Secretariat."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from virage.lib.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
        ('plans', '0002_keep_projects_and_what_they_promised'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('follows', models.CharField(blank=True, help_text='The version it began from.', max_length=40)),
                ('opened_at', models.DateTimeField()),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.publicbody')),
            ],
        ),
        migrations.CreateModel(
            name='PlanDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField(help_text='Line of the file, from 1; null if none.', null=True)),
                ('version', models.CharField(max_length=40)),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('role', models.CharField(help_text='In which role it was deposited.', max_length=20)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.recordbatch')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.publicbody')),
                ('superseded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.recordbatch')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'version'), name='plan_document_deposited_once')],
            },
        ),
        migrations.CreateModel(
            name='PlanDraftRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(choices=[('plan', 'plan'), ('ties', 'ties'), ('measures', 'measures'), ('budgets', 'budgets'), ('milestones', 'milestones'), ('promises', 'promises')], max_length=20)),
                ('number', models.PositiveIntegerField()),
                ('cells', models.JSONField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='plans.plandraft')),
            ],
            options={
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('draft', 'section', 'number'), name='plan_draft_row_once')],
            },
        ),
        migrations.CreateModel(
            name='ReviewOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField(help_text='Line of the file, from 1; null if none.', null=True)),
                ('version', models.CharField(max_length=40)),
                ('opened_on', models.DateField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.recordbatch')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.publicbody')),
                ('superseded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.recordbatch')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('organisation', 'version'), name='plan_review_opened_once')],
            },
        ),
        AppendOnly("plans_plandocument"),
    ]
