"""Write days as the interface does."""

from datetime import date

from PySide6.QtCore import QCoreApplication


def day_month_year(day: date) -> str:
    """Return a day as the interface writes it: 20 Nov 2026."""
    months = QCoreApplication.translate("page", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    return f"{day.day} {months[day.month - 1]} {day.year}"
