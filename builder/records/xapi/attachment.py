"""A file that goes with a statement, as its header tells it (Part Two 2.4.11)."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from builder.records.xapi.values import Iri, LanguageMap, MediaType, Optional, Sha2, Strict, fault
from builder.standards.xapi import SIGNATURE, SIGNATURE_MEDIA_TYPE


class Attachment(Strict):
    """What the file is; its bytes travel beside the statement or lie at `fileUrl`."""

    usage_type: Iri
    display: LanguageMap
    description: Optional[LanguageMap] = None
    content_type: MediaType
    length: Annotated[int, Field(ge=0)]
    sha2: Sha2
    file_url: Optional[Iri] = None

    @model_validator(mode="after")
    def _signature(self) -> Self:
        if self.usage_type == SIGNATURE and self.content_type != SIGNATURE_MEDIA_TYPE:
            raise fault(f"contentType must be {SIGNATURE_MEDIA_TYPE} for a signature")
        return self
