"""How forms render: our components, from the same templates as the pages."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Django's renderer with the product's form and field. Widgets stay Django's own."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
