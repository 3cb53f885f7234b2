using MLFlux.Estimators;

namespace MLFlux.Evaluation;

/// <summary>Rows of several labels: labels and predictions are the places of sets of labels.</summary>
internal sealed class MultilabelRows : ScoredRows
{
    private const string NoLabel = "none";

    private readonly ScoredLabels _rows;
    private readonly double _temperature;
    private readonly List<string> _sets = [];

    /// <param name="rows">The rows.</param>
    /// <param name="temperature">What the network's raw outputs were divided by; 1 for nothing.</param>
    public MultilabelRows(ScoredLabels rows, double temperature)
    {
        _rows = rows;
        _temperature = temperature;
        var places = new Dictionary<string, int>();
        Numbers.AddRange(rows.Numbers);
        Skipped = rows.Skipped;
        for (int row = 0; row < rows.Count; row++)
        {
            Labels.Add(Place(rows.Actual(row)));
            Predictions.Add(Place(rows.Predicted(row)));
        }

        int Place(ReadOnlySpan<bool> labels)
        {
            string text = Describe(labels);
            if (places.TryAdd(text, _sets.Count))
                _sets.Add(text);
            return places[text];
        }
    }

    public override IReadOnlyList<LabelMetrics> EachLabel => MultilabelEvaluation.Of(_rows).Labels;

    /// <summary>Of all labels of all rows: each has a probability, and came true or not.</summary>
    public override CalibrationCurve Calibration(int bins, bool isBefore)
    {
        float factor = isBefore ? (float)_temperature : 1;
        var probabilities = new List<float>();
        var cameTrue = new List<bool>();
        for (int row = 0; row < _rows.Count; row++)
        {
            for (int label = 0; label < _rows.Names.Count; label++)
            {
                probabilities.Add(BinaryColumns.Probability(factor * _rows.Score(row, label)));
                cameTrue.Add(_rows.Actual(row)[label]);
            }
        }

        return CalibrationCurve.Of(probabilities, cameTrue, bins);
    }

    /// <summary>How many labels are wrong.</summary>
    public override double MistakeSize(int row)
    {
        ReadOnlySpan<bool> actual = _rows.Actual(row), predicted = _rows.Predicted(row);
        int wrong = 0;
        for (int label = 0; label < actual.Length; label++)
            wrong += actual[label] != predicted[label] ? 1 : 0;
        return wrong;
    }

    public override string Text(float value) => _sets[(int)value];

    private string Describe(ReadOnlySpan<bool> labels)
    {
        var names = new List<string>();
        for (int label = 0; label < labels.Length; label++)
        {
            if (labels[label])
                names.Add(_rows.Names[label]);
        }

        return names.Count == 0 ? NoLabel : string.Join(", ", names);
    }
}
