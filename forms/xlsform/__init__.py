"""XLSForm: a workbook as people write it becomes a definition, with a report of what is not carried, and back."""

from forms.xlsform.checking import Checked, answer, check
from forms.xlsform.findings import Finding
from forms.xlsform.importing import Imported, NotAForm, read
from forms.xlsform.writing import write

__all__ = ["Checked", "Finding", "Imported", "NotAForm", "answer", "check", "read", "write"]
