"""Addresses of documents."""

from django.urls import path

from songhanh.reporting.documents.views import letters, offices, written

app_name = "documents"

urlpatterns = [
    path("", written.document_list, name="list"),
    path("<int:pk>/", written.show, name="show"),
    path("<int:pk>/file.<slug:form>", written.download, name="download"),
    path("<int:pk>/finish/", written.finish, name="finish"),
    path("<int:pk>/pdf/", written.draw, name="draw"),
    path("of-submission/<int:pk>/", written.write, name="write"),
    path("of-consolidation/<int:pk>/", written.write_consolidated, name="write_consolidated"),
    path("letters/", letters.letter_list, name="letters"),
    path("letters/new/", letters.new_letter, name="new_letter"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/<int:pk>/write/", letters.write_letter, name="write_letter"),
    path("signatories/", offices.signatories, name="signatories"),
    path("signatories/<int:pk>/end/", offices.end, name="end_signatory"),
    path("templates/", offices.templates, name="templates"),
    path("templates/<slug:kind>/<slug:form>.docx", offices.template_file, name="template_file"),
    path("templates/<slug:kind>/built-in/", offices.built_in, name="built_in"),
]
