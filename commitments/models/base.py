"""What every recorded thing shares: its newest edition, and rows that can be added but never changed."""

from collections.abc import Iterator
from functools import reduce
from operator import and_
from typing import Any, ClassVar, NoReturn

from django.core.exceptions import ValidationError
from django.db import models, router
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.writing import GuardedQuerySet, check_writable


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete what can only be added to."""


class NaturalQuerySet(GuardedQuerySet):
    """Rows that fixtures find by the columns their model lists in `natural`."""

    def get_by_natural_key(self, *values: Any) -> Any:
        """Find the one row with these values, in the order of `natural`."""
        return self.get(**dict(zip(self.model.natural, values, strict=True)))


class Natural(models.Model):
    """A row that the world knows by other columns than its private number."""

    natural: ClassVar[tuple[str, ...]]

    objects: ClassVar = NaturalQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # what Django itself writes with, as in `parent.parts.add(child)`, is guarded too

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; UnrecordedWriteError outside of a recording."""
        check_writable(type(self))
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        """Pass over the rows that it refers to and that were read from the same database: they are there."""
        super().clean_fields(exclude={*(exclude or ()), *self._read_before()})

    def validate_constraints(self, exclude: Any = None) -> None:
        """Ask the database once whether all checks hold, and for each of them only when one does not.

        Django asks for each check by itself, within a savepoint of its own: forty questions for one commitment.
        """
        if exclude or not self._holds_all():
            super().validate_constraints(exclude)

    def _read_before(self) -> Iterator[str]:
        referring: Any = [each for each in self._meta.concrete_fields if each.is_relation]
        for field in referring:
            row: Any = self._state.fields_cache.get(field.name)
            stored = row and not row._state.adding and row.pk == getattr(self, field.attname)
            if stored and row._state.db == router.db_for_read(field.remote_field.model, instance=self):
                yield field.name

    def _holds_all(self) -> bool:
        using = router.db_for_write(type(self), instance=self)
        checks = [each for each in self._meta.constraints if isinstance(each, models.CheckConstraint)]
        others = [each for each in self._meta.constraints if not isinstance(each, models.CheckConstraint)]
        try:
            for each in others:
                each.validate(type(self), self, using=using)
        except ValidationError:
            return False
        against = self._get_field_expression_map(meta=self._meta)  # type: ignore[attr-defined]  # as each check asks
        return not checks or reduce(and_, (Q(each.condition) for each in checks)).check(against, using=using)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Take the row away; UnrecordedWriteError outside of a recording."""
        check_writable(type(self))
        return super().delete(*args, **kwargs)

    def natural_key(self) -> tuple[Any, ...]:
        """The values of the columns in `natural`."""
        return tuple(reduce(getattr, path.split("__"), self) for path in self.natural)


class Part(Natural):
    """A row that belongs to a recorded one: its change is a change of that whole."""

    whole_field: ClassVar[str]

    class Meta:
        abstract = True

    @property
    def whole(self) -> "Recorded":
        """The recorded row that this one is a part of."""
        whole: Recorded = getattr(self, self.whole_field)
        return whole


class Recorded(Natural):
    """A noun whose every change appends an edition; it points to the newest one."""

    noun: ClassVar[str]

    edition = models.OneToOneField(
        "commitments.Edition",
        verbose_name=_("newest edition"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: the editions go on naming it."""
        raise AppendOnlyError(f"{self.key} is on record: it can be changed or made internal, never deleted.")

    @property
    def key(self) -> str:
        """The public name of this record within its noun: a reference, slug or code."""
        return str(getattr(self, self.natural[0]))


class Slugged(Recorded):
    """A recorded noun whose public key is a slug."""

    natural = ("slug",)

    slug = models.SlugField(_("slug"), max_length=80, unique=True, help_text=_("Its name in addresses. Do not change."))

    class Meta:
        abstract = True


class AppendOnlyQuerySet(NaturalQuerySet):
    """Rows that can be added and read, never changed or deleted."""

    def update(self, **_values: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(f"{self.model._meta.verbose_name_plural} are never changed: add a new one.")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(f"{self.model._meta.verbose_name_plural} are never deleted: add a new one.")


class AppendOnly(Natural):
    """A row that can be added, never changed or deleted."""

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; refuse to change a stored row."""
        if not self._state.adding:
            raise AppendOnlyError(f"A stored {self._meta.verbose_name} is never changed: add a new one.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(f"A stored {self._meta.verbose_name} is never deleted: add a new one.")


def one_of(field: str, choices: type[models.TextChoices], *, table: str, blank: bool = False) -> models.CheckConstraint:
    """The constraint that a column holds one of its words; `blank` also allows none."""
    words = [*choices.values, ""] if blank else choices.values
    return models.CheckConstraint(condition=Q(**{f"{field}__in": words}), name=f"{table}_{field}_is_known")


def in_order(earliest: str, latest: str, *, name: str) -> models.CheckConstraint:
    """The constraint that an uncertain date's first day is not after its last."""
    return models.CheckConstraint(
        condition=Q(**{f"{earliest}__isnull": True})
        | Q(**{f"{latest}__isnull": True})
        | Q(**{f"{earliest}__lte": models.F(latest)}),
        name=name,
    )
