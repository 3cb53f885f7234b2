using Microsoft.ML;
using MLFlux.Training;

namespace MLFlux.Interop;

/// <summary>One pass of a cursor over a data view that leaves out, and counts, the rows that cannot be learned from.</summary>
internal sealed class RowScanner : IRowScanner
{
    private const int RowsBetweenChecks = 1024;

    private readonly DataViewRowCursor _cursor;
    private readonly LabelReader _labels;
    private readonly FeatureReader _features;
    private readonly ValueGetter<float>? _weightGetter;
    private readonly NeuralNetworkOptions _options;
    private readonly Action _checkAlive;
    private readonly float[]? _classWeights;
    private float _weight = 1;
    private int _usable;
    private long _missingLabels;
    private long _missingFeatures;
    private long _uselessWeights;

    /// <param name="data">The rows.</param>
    /// <param name="options">The columns to read.</param>
    /// <param name="label">The label to read.</param>
    /// <param name="checkAlive">Throws where the fit is to end.</param>
    /// <param name="classWeights">What the weight of a row is multiplied by, for each class; or null.</param>
    public RowScanner(IDataView data, NeuralNetworkOptions options, LabelBinding label, Action checkAlive, float[]? classWeights)
    {
        DataViewSchema schema = data.Schema;
        DataViewSchema.Column featureColumn = schema[options.FeatureColumnName];
        DataViewSchema.Column? weightColumn = options.ExampleWeightColumnName is string name ? schema[name] : null;
        DataViewSchema.Column[] active = [featureColumn, schema[options.LabelColumnName], .. weightColumn is null ? [] : new[] { weightColumn.Value }];

        _options = options;
        _checkAlive = checkAlive;
        _classWeights = classWeights;
        _cursor = data.GetRowCursor(active);
        _labels = label.CreateReader(_cursor);
        _features = FeatureReader.Create(_cursor, featureColumn);
        _weightGetter = weightColumn is null ? null : _cursor.GetGetter<float>(weightColumn.Value);
    }

    /// <summary>How many rows were left out so far, and why; empty where none was.</summary>
    public string Skipped => Describe();

    public int Fill(TrainingSet set, int most, Func<int, bool> takes)
    {
        int added = 0;
        while (added < most && _cursor.MoveNext())
        {
            if (_cursor.Position % RowsBetweenChecks == 0)
                _checkAlive();

            _weightGetter?.Invoke(ref _weight);
            _features.Read();
            if (!_labels.TryRead())
            {
                _missingLabels++;
            }
            else if (!(_weight > 0 && float.IsFinite(_weight)))
            {
                _uselessWeights++;
            }
            else if (!_features.IsUsable)
            {
                _missingFeatures++;
            }
            else if (takes(_usable++))
            {
                _features.AddTo(set.Features);
                _labels.AddTo(set.Targets);
                set.Weights?.Add(_weight * (_classWeights?[set.Targets.Group(set.Count - 1)] ?? 1));
                added++;
            }
        }

        return added;
    }

    public void Dispose() => _cursor.Dispose();

    private string Describe()
    {
        var reasons = new List<string>();
        if (_missingLabels > 0)
            reasons.Add($"{_missingLabels} with a missing label in '{_options.LabelColumnName}'");
        if (_missingFeatures > 0)
            reasons.Add($"{_missingFeatures} with a value in '{_options.FeatureColumnName}' that is not a finite number");
        if (_uselessWeights > 0)
            reasons.Add($"{_uselessWeights} with a weight in '{_options.ExampleWeightColumnName}' that is not a positive finite number");
        return string.Join(", ", reasons);
    }
}
