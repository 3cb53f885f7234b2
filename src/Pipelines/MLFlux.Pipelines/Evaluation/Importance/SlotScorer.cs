using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Rows;
using MLFlux.Splitting;
using MLFlux.Views;

namespace MLFlux.Evaluation;

/// <summary>Keeps the features of the rows, and lets the network score them with some slots from other rows.</summary>
internal sealed class SlotScorer : IShuffledScorer
{
    /// <summary>How many features are kept at the most: 200 MB of them.</summary>
    private const long MostNumbers = 50_000_000;

    private readonly FeatureSlots _model;
    private readonly IDataView _rows;
    private readonly DataViewSchema.Column _features;
    private readonly FeatureStore _values;

    private SlotScorer(FeatureSlots model, IDataView rows, DataViewSchema.Column features)
    {
        _model = model;
        _rows = rows;
        _features = features;
        Scored = model.Network.Transform(rows);
        using DataViewRowCursor cursor = rows.GetRowCursor([features]);
        ValueGetter<VBuffer<float>> read = cursor.GetGetter<VBuffer<float>>(features);
        VBuffer<float> buffer = default;
        _values = new FeatureStore(((VectorDataViewType)features.Type).Size);
        while (cursor.MoveNext())
        {
            read(ref buffer);
            _values.Add(buffer);
        }
    }

    public IDataView Scored { get; }

    /// <summary>Null where the model is of another kind, or its features are too many.</summary>
    public static SlotScorer? Of(IHostEnvironment environment, ITransformer model, IDataView data, string label)
    {
        if (FeatureSlots.Of(model, data.Schema, label) is not { } slots)
            return null;

        IDataView prepared = slots.Before.Transform(data);
        string features = slots.Network.FeatureColumnName;
        if (prepared.Schema[features].Type is not VectorDataViewType { ItemType.RawType: var item, Size: var size } || item != typeof(float)
            || (long)size * SplitColumns.CountRows(data) > MostNumbers)
        {
            return null;
        }

        IDataView kept = KeptRows.Keep(environment, prepared, label, features);
        return new SlotScorer(slots, kept, kept.Schema[features]);
    }

    public IDataView Shuffled(ShuffledColumn column, int[] order)
    {
        if (!_model.Slots.TryGetValue(column.Column.Index, out IReadOnlyList<Range>? slots))
            return Scored;
        return _model.Network.Transform(new ReplacedColumnView(_rows, _features, row =>
        {
            var other = new float[_values.Width];
            return new ValueGetter<VBuffer<float>>((ref VBuffer<float> to) =>
            {
                VBufferEditor<float> editor = VBufferEditor.Create(ref to, other.Length);
                _values.Gather([(int)row()], editor.Values);
                _values.Gather([order[row()]], other);
                foreach (Range slot in slots)
                    other.AsSpan(slot).CopyTo(editor.Values[slot]);
                to = editor.Commit();
            });
        }));
    }
}
