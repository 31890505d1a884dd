"""Draw the bullets and numbers of lists muted and a little apart, as Qt's style sheets can't say."""

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument, QTextListFormat

from reader.desktop.page.text_map import blocks
from reader.desktop.theme import Theme

INDENT = 28  # px for each level of a list
_APART = 200  # percent: how much wider than usual is the space between a bullet and its words
_BULLETS = (QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle, QTextListFormat.Style.ListSquare)


def quieten_bullets(document: QTextDocument, theme: Theme) -> None:
    """Give every item's own format, which draws its bullet and none of its words, the muted colour."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for block in blocks(document):
        items = block.textList()
        if items is None:
            continue
        quiet = QTextCharFormat(block.charFormat())
        quiet.setForeground(QColor(theme.muted))
        if items.format().style() in _BULLETS:
            quiet.setFontStretch(_APART)
        cursor.setPosition(block.position())
        cursor.setBlockCharFormat(quiet)
    cursor.endEditBlock()
    # Qt lays a document out piece by piece; after such an edit it forgets pieces that it hasn't come to.
    document.markContentsDirty(0, document.characterCount())
