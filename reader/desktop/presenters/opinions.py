"""Ask at each page's end whether it helped, and take the answer."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QInputDialog

from reader.desktop.notice import NoticeKind
from reader.desktop.opinions import Opinions
from reader.desktop.page.question import Answer
from reader.desktop.parts import Parts
from reader.desktop.reading import Opened, Reading


class OpinionsPresenter(QObject):
    """Tie the question on the page to what is kept of its answers."""

    def __init__(self, parts: Parts, opinions: Opinions, reading: Reading) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._opinions = opinions
        self._reading = reading
        parts.page.answered.connect(self._take)
        opinions.changed.connect(self._show)
        opinions.failed.connect(lambda error: parts.centre.notice.tell(str(error), NoticeKind.ERROR))

    def _show(self, pack: str, topic: str) -> None:
        now = self._reading.now
        if now is not None and (now.topic.pack, now.topic.id) == (pack, topic):
            self._parts.page.set_question(self._opinions.question(pack, topic))

    def _take(self, link: str) -> None:
        now = self._reading.now
        if now is None:
            return
        answer = Answer(link)
        if answer is Answer.TAKE_BACK:
            self._opinions.take_back(now.topic.pack, now.topic.id)
        elif answer is Answer.WORDS:
            self._ask_for_words(now)
        else:
            self._give(now, helpful=answer is Answer.YES)

    def _ask_for_words(self, now: Opened) -> None:
        question = self._opinions.question(now.topic.pack, now.topic.id)
        if question is None or question.given is None:
            return
        given = question.given
        dialog = QInputDialog(self._parts.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(now.topic.meta.title)
        dialog.setLabelText(self.tr("What helped, or what is missing? No patients' names, please."))
        dialog.setTextValue(given.words)
        dialog.textValueSelected.connect(lambda words: self._give(now, helpful=given.helpful, words=words))
        dialog.open()

    def _give(self, now: Opened, *, helpful: bool, words: str = "") -> None:
        self._opinions.give(
            now.topic.pack,
            now.topic.id,
            helpful=helpful,
            words=words,
            edition=now.pack.digest,
            edition_label=now.pack.manifest.edition,
        )
