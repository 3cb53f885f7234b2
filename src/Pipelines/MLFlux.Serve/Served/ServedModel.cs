using System.Text.Json.Nodes;
using Microsoft.ML;
using MLFlux.Evaluation;

namespace MLFlux.Served;

/// <summary>A model that is served: what it takes, what it says, and its card. Safe for any thread.</summary>
internal sealed class ServedModel
{
    private readonly GivenForms _forms;

    private ServedModel(MLContext ml, string path, ITransformer model, DataViewSchema schema)
    {
        Path = path;
        ModelCard? card = ml.Model.LoadCard(path);
        Predictor = ml.Model.CreateRowPredictor(model, schema);
        Columns = ServedColumns.Of(model, schema, Predictor.RequiredColumns, card);
        _forms = new GivenForms(card?.Table);
        Card = card ?? ModelCard.Describe(model, schema) with { Created = File.GetLastWriteTimeUtc(path) };
        Rehearsal.Run(Predictor, Columns);
        (Explainer, Unexplained) = RowExplanations.Create(ml, model, schema, Columns);
    }

    /// <summary>The file it was loaded from.</summary>
    public string Path { get; }

    /// <summary>The file's name without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    public RowPredictor Predictor { get; }

    /// <summary>The columns that a row has to have.</summary>
    public IReadOnlyList<ServedColumn> Columns { get; }

    /// <summary>Its card; without one of its own, what the model itself tells.</summary>
    public ModelCard Card { get; }

    /// <summary>What explains its predictions; null where they cannot be explained by columns.</summary>
    public RowExplanations? Explainer { get; }

    /// <summary>Why there is none.</summary>
    public string? Unexplained { get; }

    /// <summary>What is predicted, as a word.</summary>
    public string Subject => Card.LabelColumnName ?? "prediction";

    /// <summary>The column of a model that takes an image and nothing else.</summary>
    public ServedColumn? OnlyImage => Columns is [{ Kind: ServedColumnKind.Image } alone] ? alone : null;

    /// <summary>What it predicts; null for a model without a network.</summary>
    public PredictionTask? Task => Card.Networks is [.., { Task: var task }] ? task : null;

    /// <summary>The score that is explained, in words.</summary>
    public string ExplainedScore => Task is { } task ? TaskFigures.Of(task).Words.ExplainedScore(Subject, Card.LabelValues) : "the score";

    /// <summary>Reads the values of a row as those that the model was trained on were read.</summary>
    public void ReadAsTrained(JsonObject row) => _forms.Apply(row, Columns);

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no model, or none that predicts single rows given by name.</exception>
    public static ServedModel Load(MLContext ml, string path)
    {
        ITransformer model = ml.Model.LoadChecked(path, out DataViewSchema? data);
        if (data is null)
        {
            throw new InvalidDataException(
                $"'{path}' does not say what columns its model takes: save the model with the schema of its data "
                + "(ml.Model.Save(model, data.Schema, path)).");
        }

        try
        {
            return new ServedModel(ml, path, model, UploadedImages.Schema(model, data, path));
        }
        catch (NotSupportedException fault)
        {
            throw new InvalidDataException($"'{path}' cannot be served. {fault.Message}", fault);
        }
    }
}
