using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Prediction;
using MLFlux.Tables;

namespace MLFlux.Tool.Running;

/// <summary>Warns of words that were not there when a model was trained, of which it knows nothing: it predicts without them.</summary>
internal static class UnseenValues
{
    /// <summary>So many rows are looked at.</summary>
    private const int MostRows = 10_000;

    private const int MostNamed = 3;

    /// <param name="ml">The context, which is told.</param>
    /// <param name="model">The model.</param>
    /// <param name="data">The rows that it is to predict.</param>
    /// <param name="cancellation">Ends the look.</param>
    public static void Warn(MLContext ml, LoadedModel model, DataSource data, CancellationToken cancellation)
    {
        if (data.Layout is null)
            return;
        (DataViewSchema.Column Column, HashSet<string> Known)[] columns = [.. TrainedValues.Of(model.Model, data.Rows.Schema)
            .Where(values => model.Needed.Contains(values.Key) && data.Rows.Schema[values.Key].Type is TextDataViewType)
            .Select(values => (data.Rows.Schema[values.Key], values.Value.ToHashSet()))];
        if (columns.Length == 0)
            return;

        Dictionary<string, long>[] unseen = [.. columns.Select(_ => new Dictionary<string, long>())];
        using DataViewRowCursor cursor = data.Rows.GetRowCursor(columns.Select(one => one.Column));
        ValueGetter<ReadOnlyMemory<char>>[] getters = [.. columns.Select(one => cursor.GetGetter<ReadOnlyMemory<char>>(one.Column))];
        ReadOnlyMemory<char> value = default;
        long rows = 0;
        for (; rows < MostRows && cursor.MoveNext(); rows++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < columns.Length; i++)
            {
                getters[i](ref value);
                string text = value.ToString();
                if (!columns[i].Known.Contains(text) && !FieldValue.IsUnknown(text))
                    unseen[i][text] = unseen[i].GetValueOrDefault(text) + 1;
            }
        }

        for (int i = 0; i < columns.Length; i++)
        {
            if (unseen[i].Count > 0)
                ml.Data.Warn(Message(data.Given, columns[i].Column.Name, columns[i].Known, unseen[i], rows));
        }
    }

    private static string Message(string file, string column, HashSet<string> known, Dictionary<string, long> unseen, long rows)
    {
        string named = string.Join(", ", unseen.OrderByDescending(one => one.Value).Take(MostNamed).Select(one => $"'{one.Key}'"));
        HashSet<string> folded = [.. unseen.Keys.Select(Spelling.Fold)];
        string? alike = known.FirstOrDefault(one => folded.Contains(Spelling.Fold(one)));
        return string.Create(CultureInfo.InvariantCulture,
            $"Column '{column}' of '{file}' has values in {unseen.Values.Sum():N0} of {rows:N0} rows that were not there in training: "
            + $"{named}{(unseen.Count > MostNamed ? ", ..." : "")}. The model knows nothing of them"
            + $"{(alike is null ? "" : $"; in training there was '{alike}', and case and blanks count")}.");
    }
}
