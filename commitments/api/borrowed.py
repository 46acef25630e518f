"""What Django REST framework says and has no Vietnamese for: our catalogue has it, which is read after the framework's."""

from django.utils.translation import gettext_noop as _

BORROWED = (
    _("This field is required."),
    _("This field may not be null."),
    _("This field may not be blank."),
    _("Not a valid string."),
    _("Must be a valid boolean."),
    _("A valid integer is required."),
    _("A valid number is required."),
    _("Ensure this field has no more than {max_length} characters."),
    _("Ensure this value is less than or equal to {max_value}."),
    _("Ensure this value is greater than or equal to {min_value}."),
    _("String value too large."),
    _('"{input}" is not a valid choice.'),
    _("Date has wrong format. Use one of these formats instead: {format}."),
    _("Expected a date but got a datetime."),
    _('Expected a list of items but got type "{input_type}".'),
    _('Expected a dictionary of items but got type "{input_type}".'),
    _("Invalid data. Expected a dictionary, but got {datatype}."),
    _("This list may not be empty."),
    _("Ensure this field has no more than {max_length} elements."),
    _("Malformed request."),
    _("Not found."),
    _('Method "{method}" not allowed.'),
    _('Unsupported media type "{media_type}" in request.'),
    _("Could not satisfy the request Accept header."),
    _("Request was throttled."),
    _("Authentication credentials were not provided."),
    _("You do not have permission to perform this action."),
    _("A server error occurred."),
)
