"""Documents that show a fact: one page of PDF that says what it is."""

from __future__ import annotations


def document(*lines: str) -> bytes:
    """A page with some lines of plain letters."""
    shown = "".join(f"({_plain(line)}) Tj T* " for line in lines)
    stream = f"BT /F1 14 Tf 20 TL 72 720 Td {shown}ET".encode("ascii")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
    ]
    made = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return made + end % (len(parts) + 1, table, len(parts) + 1, len(made))


def _plain(line: str) -> str:
    kept = line.encode("ascii", "replace").decode()
    return kept.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
