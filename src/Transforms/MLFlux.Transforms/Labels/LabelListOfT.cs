using Microsoft.ML;

namespace MLFlux.Labels;

/// <summary>A stated list of labels of one type.</summary>
internal sealed class LabelList<TLabel> : LabelList
    where TLabel : notnull
{
    private readonly LabelKind<TLabel> _kind;
    private readonly TLabel[] _labels;
    private readonly Dictionary<TLabel, int> _indexes;

    public LabelList(LabelKind<TLabel> kind, TLabel[] labels)
        : base(kind, labels.Select(Show))
    {
        if (labels.Length == 0)
            throw new ArgumentException("No label is stated.", nameof(labels));

        _kind = kind;
        _labels = labels;
        _indexes = new Dictionary<TLabel, int>(labels.Length, kind.Comparer);
        for (int i = 0; i < labels.Length; i++)
        {
            if (!_indexes.TryAdd(labels[i], i))
                throw new ArgumentException($"Label {Show(labels[i])} is stated twice.", nameof(labels));
        }
    }

    public override ValueGetter<int> CreateIndexGetter(DataViewRow row, DataViewSchema.Column column)
    {
        var getLabel = row.GetGetter<TLabel>(column);
        TLabel label = default!;
        return (ref int index) =>
        {
            getLabel(ref label);
            index = _indexes.GetValueOrDefault(label, -1);
        };
    }

    public override Delegate CreateLabelGetter(ValueGetter<int> getIndex) => (ValueGetter<TLabel>)((ref TLabel label) =>
    {
        int index = 0;
        getIndex(ref index);
        label = _labels[index];
    });

    public override string Show(DataViewRow row, DataViewSchema.Column column)
    {
        TLabel label = default!;
        row.GetGetter<TLabel>(column)(ref label);
        return Show(label);
    }

    private protected override void WriteLabels(BinaryWriter writer) => _kind.WriteLabels(writer, _labels);
}
