"""Tips as .eml files: text and HTML, an unsubscribe header, the key for whoever sends them."""

from collections.abc import Sequence
from datetime import UTC
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from assistant.errors import BadInput
from assistant.tips.render.prose import html, plain
from assistant.tips.values import Tip

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest that a zip knows: the same bytes whenever it is made


def mail(tip: Tip, sender: str, unsubscribe: str) -> bytes:
    """One message; the library refuses a header that holds a line break."""
    message = EmailMessage(policy=SMTP.clone(max_line_length=200))
    try:
        message["From"] = sender
        message["To"] = tip.email
        message["Subject"] = tip.subject
        message["Date"] = format_datetime(tip.send_at.astimezone(UTC))
        message["Message-ID"] = f"<{tip.key}@smallacts>"
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
        message["X-Idempotency-Key"] = tip.key
        message["X-Generated-By"] = tip.generated_by
        message["Auto-Submitted"] = "auto-generated"
    except ValueError as error:
        raise BadInput(f"person {tip.person}: a header of the mail cannot be written ({error})") from error
    message.set_content(plain(tip), cte="quoted-printable")
    message.add_alternative(html(tip), subtype="html", cte="quoted-printable")
    message.set_boundary(f"smallacts-{tip.key}")
    return message.as_bytes()


def mails(tips: Sequence[Tip], sender: str, unsubscribe: str) -> bytes:
    """A zip with one .eml a person, named by its key; each has an address."""
    sink = BytesIO()
    with ZipFile(sink, "w", ZIP_STORED) as archive:
        for tip in tips:
            archive.writestr(ZipInfo(f"{tip.key}.eml", _EPOCH), mail(tip, sender, unsubscribe))
    return sink.getvalue()
