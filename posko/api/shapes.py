"""The shapes that answers share, with the words of the OpenAPI document."""

from ninja import Field, Schema


class NextPage(Schema):
    """What every list has beside its items."""

    next: str | None = Field(
        default=None,
        description="Address of the next page; null on the last one.",
        examples=["https://posko.example/api/v1/posts?limit=50&cursor=WyJhIl0%3Ax"],
    )


class FieldProblem(Schema):
    """A parameter that can't be read, and what it wants."""

    name: str = Field(..., description="The parameter.", examples=["limit"])
    message: str = Field(
        ..., description="What it wants, in Indonesian.", examples=["Bilangan bulat 1 sampai 200."]
    )
    message_en: str = Field(
        ..., description="The same in English.", examples=["A whole number from 1 to 200."]
    )


class ProblemOut(Schema):
    """What went wrong, as problem details (RFC 9457)."""

    title: str = Field(
        ..., description="What happened, in Indonesian.",
        examples=["Pertanyaan tidak dapat dibaca"],
    )  # fmt: skip
    title_en: str = Field(
        ..., description="The same in English.", examples=["The question can't be read"]
    )
    status: int = Field(..., description="Status of the answer.", examples=[422])
    detail: str = Field(
        ..., description="What to do, in Indonesian.",
        examples=["Mohon perbaiki yang disebut dalam fields."],
    )  # fmt: skip
    detail_en: str = Field(
        ...,
        description="The same in English.",
        examples=["Please mend what is named under fields."],
    )
    fields: list[FieldProblem] = Field(..., description="Parameters to be mended, if any.")


PROBLEMS = {404: ProblemOut, 422: ProblemOut}
