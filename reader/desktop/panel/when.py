"""Say when a mark was made, as people do: today 09:12, 12 Nov, 3 Feb 2025."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale


def spoken_date(moment: datetime, now: datetime) -> str:
    """Return the local day of `moment`, with its time if it was today; both are aware."""
    local, today = moment.astimezone(), now.astimezone().date()
    if local.date() == today:
        return QCoreApplication.translate("When", "today {time}").format(time=f"{local:%H:%M}")
    month = QLocale().standaloneMonthName(local.month, QLocale.FormatType.ShortFormat)
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local.day} {month}{year}"
