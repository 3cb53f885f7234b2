using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Rows;

namespace MLFlux.Estimators;

/// <summary>
/// Makes of texts with a label for each word the rows to learn from with the network that reads them: a text each, with what
/// <see cref="WordLoss"/> takes for its tokens.
/// </summary>
internal sealed class WordTargets
{
    private readonly IHostEnvironment _environment;
    private readonly LabelledTexts _reader;
    private readonly IDataView _training;
    private readonly int _vectors;
    private readonly DataViewSchema.Column _label;
    private readonly OneLabelBinding _binding;

    /// <param name="environment">The context.</param>
    /// <param name="reader">Reads the texts.</param>
    /// <param name="training">The rows to train on, whose labels words can have.</param>
    /// <param name="vectors">How many vectors the network gives of a text.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two labels.</exception>
    public WordTargets(IHostEnvironment environment, LabelledTexts reader, IDataView training, int vectors)
    {
        _environment = environment;
        _reader = reader;
        _training = training;
        _vectors = vectors;
        _label = LabelOf(training);
        _binding = new MulticlassTask().Bind(_label);
    }

    /// <summary>The names of the rows' columns.</summary>
    public static (string Tokens, string Targets) Columns => (nameof(Row.Tokens), nameof(Row.Targets));

    /// <summary>The labels that words can have.</summary>
    public IReadOnlyList<string> Labels => _binding.Classes!;

    /// <summary>The texts to train on that have a labelled word; one without is nothing to learn from.</summary>
    /// <param name="weights">How much the words of a label count; null for alike.</param>
    /// <exception cref="InvalidOperationException">
    /// A row has not as many labels as words, no word has a label, or all have the same, or a weight is for another label.
    /// </exception>
    public IDataView OfTraining(ClassWeights? weights)
    {
        weights?.Check(Labels, _reader.Label);
        Known[] texts = Read(_training);
        TargetStore words = _binding.CreateTargets();
        foreach (int label in texts.SelectMany(text => text.Words).Select(word => word.Class))
            ((ClassTargets)words).Add(label);
        if (words.Count == 0)
            throw new InvalidOperationException($"No word of column '{_reader.Text}' has a label in column '{_reader.Label}'.");
        _binding.CheckTargets(words);
        return View(texts, weights?.Of(Labels, words));
    }

    /// <summary>The texts to validate on that have a labelled word.</summary>
    public IDataView Of(IDataView texts) => View(Read(texts), weights: null);

    private DataViewSchema.Column LabelOf(IDataView texts) =>
        LabelledWord.View(_environment, [], texts.Schema.Find(_reader.Label), width: 1).Schema[nameof(LabelledWord.Label)];

    private Known[] Read(IDataView texts)
    {
        uint[]? places = KeyPlaces.Of(LabelOf(texts), _label);
        return
        [
            .. _reader.Of(texts).Select(text => new Known(
                text.Keys, [.. text.Words.Select(word => (word.Vector, Class(word.Label))).Where(word => word.Item2 >= 0)]))
                .Where(text => text.Words.Length > 0),
        ];

        int Class(uint key) => key > (uint)(places?.Length - 1 ?? Labels.Count) ? -1 : (int)(places?[key] ?? key) - 1;
    }

    private IDataView View(Known[] texts, float[]? weights)
    {
        int width = _vectors * Labels.Count;
        var rows = texts.Select(text =>
        {
            var targets = new float[width];
            foreach ((int vector, int label) in text.Words)
                targets[(vector * Labels.Count) + label] = weights?[label] ?? 1;
            return new Row { Tokens = text.Keys, Targets = targets };
        }).ToList();
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[nameof(Row.Tokens)].ColumnType = _training.Schema.Find(_reader.Tokens).Type;
        definition[nameof(Row.Targets)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return DataViewConstructionUtils.CreateFromList(_environment, rows, definition);
    }

    private sealed record Known(uint[] Keys, (int Vector, int Class)[] Words);

    private sealed class Row
    {
        public uint[] Tokens { get; set; } = [];

        public float[] Targets { get; set; } = [];
    }
}
