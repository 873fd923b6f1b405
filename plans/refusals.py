"""What did an action refuse? Its sentences by the field that they are about."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError

OF_THE_WHOLE = ""  # the "field" of a sentence that names none


def sentences_by_field(refusal: ValidationError) -> Mapping[str, list[str]]:
    """Returns the sentences of a refusal by field; those about no field in particular by `OF_THE_WHOLE`."""
    return refusal.message_dict if hasattr(refusal, "error_dict") else {OF_THE_WHOLE: refusal.messages}
