"""Officers, absences and rota as spreadsheets: in, by way of a preview, and out."""
