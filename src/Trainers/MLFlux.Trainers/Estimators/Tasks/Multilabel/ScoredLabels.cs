using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Rows;
using MLFlux.Training;

namespace MLFlux.Estimators;

/// <summary>The labels of scored rows: which each has, which were predicted, and the scores.</summary>
internal sealed class ScoredLabels
{
    private readonly List<float> _scores = [];
    private readonly MultilabelTargets _actual, _predicted;

    private ScoredLabels(IReadOnlyList<string> names)
    {
        Names = names;
        _actual = new MultilabelTargets(names.Count);
        _predicted = new MultilabelTargets(names.Count);
    }

    /// <summary>The labels, in the order of the scores' slots.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many rows have labels and scores.</summary>
    public int Count => _actual.Count;

    /// <summary>How many rows have each label.</summary>
    public IReadOnlyList<int> ActualCounts => _actual.Counts;

    /// <summary>For how many rows each label was predicted.</summary>
    public IReadOnlyList<int> PredictedCounts => _predicted.Counts;

    /// <summary>The number of each row among all scored ones.</summary>
    public List<long> Numbers { get; } = [];

    /// <summary>How many rows have a missing label, or a score that is not a number.</summary>
    public int Skipped { get; private set; }

    /// <summary>Whether a row has each label.</summary>
    public ReadOnlySpan<bool> Actual(int row) => _actual.Row(row);

    /// <summary>Whether each label was predicted for a row.</summary>
    public ReadOnlySpan<bool> Predicted(int row) => _predicted.Row(row);

    /// <summary>The score of a label.</summary>
    public float Score(int row, int label) => _scores[(row * Names.Count) + label];

    /// <exception cref="ArgumentOutOfRangeException">A column is missing, of another type or size, or a label is not scored.</exception>
    /// <exception cref="InvalidOperationException">A label is a number other than 0 and 1.</exception>
    public static ScoredLabels Read(IDataView data, string labelName, string scoreName, string predictedName)
    {
        DataViewSchema.Column label = data.Schema.Find(labelName), score = data.Schema.Find(scoreName);
        DataViewSchema.Column predicted = data.Schema.Find(predictedName);
        var task = new MultilabelTask();
        SchemaShape.Column shape = SchemaShape.Create(data.Schema).Find(labelName);
        if (!task.Takes(shape))
            throw SchemaErrors.WrongType(labelName, task.ExpectedLabel, shape.TypeName());
        if (score.Type is not VectorDataViewType { IsKnownSize: true } scores || scores.ItemType != NumberDataViewType.Single)
            throw SchemaErrors.WrongType(scoreName, "Vector<Single>, a score for each label", $"{score.Type}");
        if (predicted.Type is not VectorDataViewType { ItemType: BooleanDataViewType } flags || flags.Size != scores.Size)
            throw SchemaErrors.WrongType(predictedName, $"Vector<Boolean, {scores.Size}>, as many as scores", $"{predicted.Type}");

        var binding = new MultilabelBinding(label);
        int[] slots = Match(label, binding, score, scores.Size);
        var names = new string[scores.Size];
        ReadOnlyMemory<char>[]? slotNames = score.SlotNames();
        for (int slot = 0; slot < names.Length; slot++)
            names[slot] = slotNames?[slot].ToString() ?? binding.Classes[slot];
        var all = new ScoredLabels(names);
        using DataViewRowCursor cursor = data.GetRowCursor([label, score, predicted]);
        all.Read(cursor, MultilabelReader.Create(cursor, label, binding.Classes, places: null), slots, score, predicted);
        return all;
    }

    /// <summary>The slot of the scores that each label has: by name where both have names, else by place.</summary>
    private static int[] Match(DataViewSchema.Column label, MultilabelBinding binding, DataViewSchema.Column score, int size)
    {
        if (!MultilabelBinding.HasNames(label) || score.SlotNames() is not { } slotNames)
        {
            return binding.OutputWidth == size ? [.. Enumerable.Range(0, size)] : throw SchemaErrors.WrongType(
                score.Name, $"Vector<Single, {binding.OutputWidth}>, a score for each label in '{label.Name}'", $"{score.Type}");
        }

        string[] names = [.. slotNames.Select(name => name.ToString())];
        string[] strangers = [.. binding.Classes.Except(names)];
        return strangers.Length == 0
            ? [.. binding.Classes.Select((name, i) => i < size && names[i] == name ? i : Array.IndexOf(names, name))]
            : throw SchemaErrors.WrongType(
                score.Name, $"a vector with slots for the labels in '{label.Name}', {ClassList.Describe(strangers)} among them",
                $"one of {ClassList.Describe(names)}");
    }

    private void Read(
        DataViewRowCursor cursor, MultilabelReader labels, int[] slots, DataViewSchema.Column score, DataViewSchema.Column predicted)
    {
        ValueGetter<VBuffer<float>> readScores = cursor.GetGetter<VBuffer<float>>(score);
        ValueGetter<VBuffer<bool>> readPredicted = cursor.GetGetter<VBuffer<bool>>(predicted);
        VBuffer<float> scoreBuffer = default;
        VBuffer<bool> predictedBuffer = default;
        var scores = new float[Names.Count];
        bool[] row = new bool[Names.Count];
        while (cursor.MoveNext())
        {
            readScores(ref scoreBuffer);
            scoreBuffer.CopyTo(scores);
            if (labels.Read() != LabelFault.None || Array.Exists(scores, float.IsNaN))
            {
                Skipped++;
                continue;
            }

            Array.Clear(row);
            for (int i = 0; i < slots.Length; i++)
                row[slots[i]] |= labels.Labels[i];
            _actual.Add(row);
            readPredicted(ref predictedBuffer);
            predictedBuffer.CopyTo(row);
            _predicted.Add(row);
            _scores.AddRange(scores);
            Numbers.Add(cursor.Position);
        }
    }
}
