using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Turns dates into numbers that trainers can learn from.</summary>
public static class DateCatalog
{
    /// <summary>
    /// Takes dates apart: the year with its fraction, and sine and cosine of month, weekday (Sunday is 0) and hour as angles, so
    /// that December lies beside January and Saturday beside Sunday. The date of year 1 that ML.NET loads for a missing one gives
    /// a 1 in the slot <c>Missing</c>, and zeros.
    /// </summary>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">
    /// The column to add, <c>Vector&lt;Single, 8&gt;</c>, with the slot names Year, MonthSin, MonthCos, WeekdaySin, WeekdayCos,
    /// HourSin, HourCos and Missing.
    /// </param>
    /// <param name="inputColumnName">
    /// The column of dates, <c>DateTime</c> or <c>DateTimeOffset</c> (its own clock time counts); null for the name of the output.
    /// </param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static DatePartsEstimator DateParts(this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null)
        => new(new DatePartsTransformer(catalog.Environment(), outputColumnName, inputColumnName ?? outputColumnName));
}
