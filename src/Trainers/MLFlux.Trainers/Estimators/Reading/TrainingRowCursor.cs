using Microsoft.ML;
using MLFlux.Rows;

namespace MLFlux.Estimators;

/// <summary>One pass of a cursor over a data view that leaves out, and counts, the rows that cannot be learned from.</summary>
internal sealed class TrainingRowCursor : ITrainingRowCursor
{
    private const int RowsBetweenChecks = 1024;

    private readonly DataViewRowCursor _cursor;
    private readonly LabelReader _labels;
    private readonly TrainingFeatureReader[] _features;
    private readonly ValueGetter<float>? _weightGetter;
    private readonly Action _checkAlive;
    private readonly float[]? _classWeights;
    private float _weight = 1;
    private readonly RowFaults _missingLabels, _infiniteLabels, _unknownLabels, _missingGroups, _uselessWeights;
    private readonly RowFaults[] _badFeatures;
    private int _usable;

    /// <param name="data">The rows.</param>
    /// <param name="options">The columns to read.</param>
    /// <param name="label">The label to read.</param>
    /// <param name="trained">The feature columns of the training data.</param>
    /// <param name="checkAlive">Throws where the fit is to end.</param>
    /// <param name="classWeights">What the weight of a row is multiplied by, for each class; or null.</param>
    public TrainingRowCursor(
        IDataView data, NeuralNetworkOptions options, LabelBinding label, BoundInputs trained, Action checkAlive,
        float[]? classWeights)
    {
        DataViewSchema schema = data.Schema;
        var features = new BoundInputs(trained.Layout, schema);
        DataViewSchema.Column? weightColumn = options.ExampleWeightColumnName is string name ? schema[name] : null;
        DataViewSchema.Column[] active =
        [
            .. features.Columns, .. label.ColumnNames.Select(one => schema[one]),
            .. weightColumn is null ? [] : new[] { weightColumn.Value },
            .. label.GroupColumnName is string group ? [schema[group]] : Array.Empty<DataViewSchema.Column>(),
        ];

        _checkAlive = checkAlive;
        _classWeights = classWeights;
        _cursor = data.GetRowCursor(active);
        _labels = label.CreateReader(_cursor, schema);
        _features =
            [.. features.Columns.Zip(trained.Columns, (column, learned) => TrainingFeatureReader.Create(_cursor, column, learned))];
        _weightGetter = weightColumn is null ? null : _cursor.GetGetter<float>(weightColumn.Value);
        string labels = string.Join(", ", label.ColumnNames.Select(one => $"'{one}'"));
        _missingLabels = new RowFaults($"with a missing label in {labels}");
        _infiniteLabels = new RowFaults($"with an infinite label in {labels}");
        _unknownLabels = new RowFaults($"with a label in {labels} that the training data does not have");
        _missingGroups = new RowFaults($"with a missing group in '{label.GroupColumnName}'");
        _badFeatures =
            [.. features.Columns.Select(column => new RowFaults($"with a value in '{column.Name}' that is not a finite number"))];
        _uselessWeights = new RowFaults($"with a weight in '{options.ExampleWeightColumnName}' that is not a positive finite number");
    }

    /// <summary>The rows that were left out so far, by reason.</summary>
    /// <param name="data">The data they are of.</param>
    public IReadOnlyList<LeftOutRows> LeftOut(string data) =>
    [
        .. new[] { _missingLabels, _infiniteLabels, _unknownLabels, _missingGroups }.Concat(_badFeatures).Append(_uselessWeights)
            .Select(faults => faults.Of(data)).OfType<LeftOutRows>(),
    ];

    public int Fill(RowsInMemory set, int most, Func<int, bool> takes)
    {
        int added = 0;
        while (added < most && _cursor.MoveNext())
        {
            if (_cursor.Position % RowsBetweenChecks == 0)
                _checkAlive();

            _weightGetter?.Invoke(ref _weight);
            foreach (TrainingFeatureReader reader in _features)
                reader.Read();
            if (Fault() is { } fault)
            {
                fault.Add(_cursor.Position);
            }
            else if (takes(_usable++))
            {
                for (int column = 0; column < _features.Length && !set.Features.AreKept; column++)
                    _features[column].AddTo(set.Features[column]);
                _labels.AddTo(set.Targets);
                set.Hashes?.Add(Hash());
                set.Weights?.Add(_weight * (_classWeights?[set.Targets.Group(set.Count - 1)] ?? 1));
                added++;
            }
        }

        return added;
    }

    public void Dispose() => _cursor.Dispose();

    private RowHash Hash()
    {
        RowHash hash = default;
        foreach (TrainingFeatureReader reader in _features)
            reader.AddTo(ref hash);
        return hash;
    }

    /// <summary>Where the row that was read counts among those left out, or null for one to learn from.</summary>
    private RowFaults? Fault() => _labels.Read() switch
    {
        LabelFault.Missing => _missingLabels,
        LabelFault.Infinite => _infiniteLabels,
        LabelFault.Unknown => _unknownLabels,
        LabelFault.NoGroup => _missingGroups,
        LabelFault.None when !(_weight > 0 && float.IsFinite(_weight)) => _uselessWeights,
        LabelFault.None => Array.FindIndex(_features, reader => !reader.IsUsable) is >= 0 and int bad ? _badFeatures[bad] : null,
    };
}
