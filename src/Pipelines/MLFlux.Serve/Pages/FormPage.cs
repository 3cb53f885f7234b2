using System.Globalization;
using MLFlux.Paths;
using MLFlux.Served;

namespace MLFlux.Pages;

/// <summary>The page at <c>/</c>: a field for each column, and room for the result.</summary>
internal static class FormPage
{
    /// <summary>More than these are too many to look through; the field then proposes them while a value is typed.</summary>
    private const int MostListed = 200;

    public static string Of(ServedModel model, bool hasReport)
    {
        var page = new PageText();
        page.Name("h1", model.Card.LabelColumnName is { } label ? $"Predict {label}" : $"Predict by {model.Name}");
        page.Element("p", Sentence(model));
        page.Markup("<nav><a href=\"/card\">Model card</a>").Markup(hasReport ? "<a href=\"/report\">Report</a>" : "")
            .Markup("<a href=\"/openapi\">API</a><a href=\"/metrics\">Metrics</a></nav>\n");
        page.Markup("""
            <form id="key" hidden><label for="key-value">API key</label><input id="key-value" type="password" autocomplete="off" required>
            <button>Use it</button></form>
            <div class="columns">
            <form id="row" novalidate>

            """);
        for (int i = 0; i < model.Columns.Count; i++)
            Field(page, model.Columns[i], $"field-{i}");
        page.Markup($"""
            <div class="buttons"><button id="predict">Predict</button><button type="reset" class="quiet">Clear</button></div>
            </form>
            <section id="result" aria-live="polite" aria-label="Result" data-explains="{(model.Explainer is null ? "no" : "yes")}">
            <p class="empty">The prediction appears here.</p>
            </section>
            </div>

            """);
        return page.ToPage(model.Card.LabelColumnName is { } title ? $"Predict {title}" : model.Name, ServicePaths.Script);
    }

    private static string Sentence(ServedModel model)
    {
        ModelCard card = model.Card;
        string figure = card.HeldOut is [var first, ..]
            ? string.Create(CultureInfo.InvariantCulture, $"; {first.Name} {first.Value:0.####}")
                + (card.Data is { } data ? string.Create(CultureInfo.InvariantCulture, $" on {data.HeldOutRows:N0} rows held out") : "")
            : "";
        return $"{model.Name}{figure}.";
    }

    private static void Field(PageText page, ServedColumn column, string id)
    {
        string name = PageText.Escape(column.Name), kind = column.Kind.ToString().ToLowerInvariant();
        string missing = column.CanBeMissing ? "yes" : "no", numbers = column.HoldsNumbers ? "yes" : "no";
        page.Markup($"<div class=\"field\" data-column=\"{name}\" data-kind=\"{kind}\" data-missing=\"{missing}\""
            + $"{(column.Kind == ServedColumnKind.List ? $" data-numbers=\"{numbers}\"" : "")}>\n");
        page.Name($"label for=\"{id}\"", column.Unit is { } unit ? $"{column.Name} ({unit})" : column.Name);
        string attributes = $"id=\"{id}\" aria-describedby=\"{id}-hint\"{(column.CanBeMissing ? "" : " required")}";
        switch (column.Kind)
        {
            case ServedColumnKind.Number:
                page.Markup($"<input {attributes} type=\"text\" inputmode=\"decimal\" autocomplete=\"off\">\n");
                break;
            case ServedColumnKind.WholeNumber:
                page.Markup($"<input {attributes} type=\"text\" inputmode=\"numeric\" autocomplete=\"off\">\n");
                break;
            case ServedColumnKind.Truth:
                page.Markup($"<select {attributes}><option value=\"false\">no</option><option value=\"true\">yes</option></select>\n");
                break;
            case ServedColumnKind.Category when column.Choices.Count > MostListed:
                page.Markup($"<input {attributes} type=\"text\" list=\"{id}-list\" autocomplete=\"off\"><datalist id=\"{id}-list\">");
                foreach (string choice in column.Choices)
                    page.Markup($"<option value=\"{PageText.Escape(choice)}\">");
                page.Markup("</datalist>\n");
                break;
            case ServedColumnKind.Category:
                page.Markup($"<select {attributes}><option value=\"\">unknown</option>");
                foreach (string choice in column.Choices.Where(choice => choice.Length > 0))
                    page.Element($"option value=\"{PageText.Escape(choice)}\"", choice);
                page.Markup("</select>\n");
                break;
            case ServedColumnKind.Date:
                page.Markup($"<input {attributes} type=\"text\" autocomplete=\"off\" placeholder=\"2026-03-01\">\n");
                break;
            case ServedColumnKind.Text:
                page.Markup($"<textarea {attributes} rows=\"2\"></textarea>\n");
                break;
            case ServedColumnKind.List:
                page.Markup($"<textarea {attributes} rows=\"3\"></textarea>\n");
                break;
            case ServedColumnKind.Image:
                page.Markup($"<div class=\"drop\"><input {attributes} type=\"file\" accept=\"image/*\">"
                    + "<span>Choose an image, or drop one here</span><img alt=\"\" hidden></div>\n");
                break;
        }

        page.Element($"small id=\"{id}-hint\"", Hint(column));
        page.Markup("</div>\n");
    }

    private static string Hint(ServedColumn column) => column.Kind switch
    {
        ServedColumnKind.Number => $"{Numbers(column, "a number")}; empty for unknown",
        ServedColumnKind.WholeNumber => Numbers(column, "a whole number") + (column.CanBeMissing ? "; empty for unknown" : ""),
        ServedColumnKind.Truth => "",
        ServedColumnKind.Category => $"one of {column.Choices.Count}",
        ServedColumnKind.Date => "a date, with a time or without",
        ServedColumnKind.Text => "text",
        ServedColumnKind.List => (column.Size > 0 ? $"{column.Size} " : "")
            + (column.HoldsNumbers ? "numbers, with commas between" : "values, one a line"),
        ServedColumnKind.Image => "JPEG, PNG or another picture",
    };

    private static string Numbers(ServedColumn column, string kind) =>
        column.Range is { } range ? $"{kind}; in training {range}" : kind;
}
