using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Labels;
using MLFlux.MLNet;

namespace MLFlux.Evaluation;

/// <summary>Reads the names of classes from a key column.</summary>
internal static class ClassNames
{
    /// <summary>The values that the column's keys stand for, as text; 0, 1, 2, ... for keys without values.</summary>
    public static string[] Of(DataViewSchema.Column column, KeyDataViewType type) => AnnotationValues.OfKeys(column) is { } values
        ? [.. values.Select(LabelText.Of)]
        : [.. Enumerable.Range(0, checked((int)type.Count)).Select(i => i.ToString(CultureInfo.InvariantCulture))];
}
