using System.Text.Json;
using MLFlux.Evaluation;
using MLFlux.Served;

namespace MLFlux.Serving;

/// <summary>Writes predictions as JSON.</summary>
internal sealed class AnswerWriter(ServedModel model)
{
    private readonly IReadOnlyList<string> _labels = model.Card.LabelValues;

    public void Write(Utf8JsonWriter json, GivenRow row, RowPrediction prediction)
    {
        json.WriteStartObject();
        WritePrediction(json, row, prediction);
        json.WriteEndObject();
    }

    public void Write(
        Utf8JsonWriter json, GivenRow row, RowPrediction prediction, RowExplanations explainer,
        (string Column, float Value)[] contributions)
    {
        json.WriteStartObject();
        WritePrediction(json, row, prediction, explainer.Column);
        json.WriteStartObject("explanation");
        json.WriteString("of", model.ExplainedScore);
        json.WriteString("method", explainer.Method.ToString());
        json.WriteStartArray("contributions");
        foreach ((string column, float value) in contributions)
        {
            json.WriteStartObject();
            json.WriteString("column", column);
            json.WritePropertyName("contribution");
            JsonAnswers.Write(json, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WritePrediction(Utf8JsonWriter json, GivenRow row, RowPrediction prediction, string? explanation = null)
    {
        if (row.File is { } file)
            json.WriteString("file", file);
        json.WritePropertyName("prediction");
        JsonAnswers.Write(json, Named(prediction.Label));
        IReadOnlyDictionary<string, float> probabilities = Probabilities(prediction);
        if (probabilities.Count > 0)
        {
            json.WriteStartObject("probabilities");
            foreach ((string name, float probability) in probabilities)
            {
                json.WritePropertyName(name);
                JsonAnswers.Write(json, probability);
            }

            json.WriteEndObject();
        }

        json.WriteStartObject("columns");
        foreach ((string name, object? value) in prediction.Columns)
        {
            if (name == explanation || IsTold(name, probabilities.Count > 0))
                continue;
            json.WritePropertyName(name);
            JsonAnswers.Write(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>The label's own words for yes and no, and the names of the labels that a row has.</summary>
    private object? Named(object? label) => label switch
    {
        bool truth when _labels.Count == 2 => _labels[truth ? 1 : 0],
        bool[] truths when truths.Length == _labels.Count => _labels.Where((_, place) => truths[place]).ToArray(),
        _ => label,
    };

    private IReadOnlyDictionary<string, float> Probabilities(RowPrediction prediction)
    {
        IReadOnlyDictionary<string, float> given = prediction.Probabilities;
        if (given.Count == 2 && _labels.Count == 2 && given.ContainsKey(bool.TrueString))
            return new Dictionary<string, float> { [_labels[0]] = given[bool.FalseString], [_labels[1]] = given[bool.TrueString] };
        return prediction.Label is bool[] && prediction.Columns.GetValueOrDefault(ScoredColumns.Probability) is float[] each
            && each.Length == _labels.Count
            ? _labels.Zip(each).ToDictionary(pair => pair.First, pair => pair.Second)
            : given;
    }

    /// <summary>Whether a column says nothing beyond the prediction and its probabilities.</summary>
    private static bool IsTold(string column, bool hasProbabilities) => column == ScoredColumns.PredictedLabel
        || (hasProbabilities && column is (ScoredColumns.Score or ScoredColumns.Probability));
}
