using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MLFlux.Prediction;

namespace MLFlux;

/// <summary>Predicts for one row at a time, given as values by column name.</summary>
/// <remarks>
/// <para>Safe for any thread, without locks: each row that is being predicted has buffers of its own, which later rows use again.</para>
/// <para>
/// Values are converted where nothing is lost. Whole numbers become floats where the float holds them exactly; text becomes a
/// number if the column is one and the text is a number as <see cref="System.Globalization.CultureInfo.InvariantCulture"/> writes it;
/// dates may be text as ISO 8601 writes them; arrays and lists, of JSON or of a program, become vectors. A column of encoded images
/// takes bytes, or base64 as text; in a dictionary also the path of a file. Null is a missing value, for columns whose type has one:
/// text, floats, doubles and keys. Columns that the model does not need, the label among them, may be given or left out.
/// </para>
/// </remarks>
/// <seealso cref="RowPredictionCatalog.CreateRowPredictor"/>
public sealed class RowPredictor
{
    /// <summary>Fewer rows are sooner predicted one by one than a cursor over them is made.</summary>
    private const int LeastTogether = 4;

    private readonly RowPlan _plan;
    private readonly ConcurrentBag<RowSlot> _slots;

    internal RowPredictor(RowPlan plan)
    {
        _plan = plan;
        _slots = [plan.CreateSlot()];
    }

    /// <summary>The columns that each row must have, in the order of the schema.</summary>
    public IReadOnlyList<string> RequiredColumns => _plan.Required;

    /// <summary>The columns that each prediction has, in the order of the model's schema.</summary>
    public IReadOnlyList<string> OutputColumns => _plan.Outputs.Names;

    /// <summary>Whether many rows are far sooner predicted together than one by one.</summary>
    internal bool PrefersBlocks => _plan.PrefersBlocks;

    /// <summary>Predicts for a row of a program.</summary>
    /// <param name="row">Values by the names of their columns.</param>
    /// <exception cref="ArgumentException">
    /// Columns are missing, or a value cannot be one of its column; the message names column and value, and what was expected.
    /// </exception>
    public RowPrediction Predict(IReadOnlyDictionary<string, object?> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Predict(new DictionaryRow(row));
    }

    /// <summary>Predicts for a row of JSON.</summary>
    /// <param name="row">Values by the names of their columns. No text in it is taken for the path of an encoded image.</param>
    /// <inheritdoc cref="Predict(IReadOnlyDictionary{string, object?})" path="/*[not(self::summary or self::param)]"/>
    public RowPrediction Predict(JsonObject row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Predict(new JsonRow(row));
    }

    /// <summary>
    /// Predicts for several rows of JSON, in one pass where they are enough: sooner where a network scores blocks by native code. A row
    /// that has a fault has no part in what the others get, which is what they get alone, within rounding.
    /// </summary>
    internal RowOutcome[] PredictTogether(IReadOnlyList<JsonObject> rows)
    {
        if (rows.Count >= LeastTogether)
        {
            try
            {
                return _plan.Predict(rows);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // One by one, each row that is to blame says so itself.
            }
        }

        return [.. rows.Select(Outcome)];
    }

    private RowOutcome Outcome(JsonObject row)
    {
        try
        {
            return new RowOutcome(Predict(row), null);
        }
        catch (Exception fault) // It is told where the row came from.
        {
            return new RowOutcome(null, fault);
        }
    }

    private RowPrediction Predict<TRow>(TRow row)
        where TRow : struct, INamedValues
    {
        if (!_slots.TryTake(out RowSlot? slot))
            slot = _plan.CreateSlot();
        try
        {
            return slot.Predict(row);
        }
        finally
        {
            _slots.Add(slot);
        }
    }
}
