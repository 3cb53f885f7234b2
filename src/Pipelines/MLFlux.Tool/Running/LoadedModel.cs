using Microsoft.ML;
using MLFlux.Evaluation;

namespace MLFlux.Tool.Running;

/// <summary>A model, its schema and its card.</summary>
internal sealed record LoadedModel(string Path, ITransformer Model, DataViewSchema? Schema, ModelCard? Card)
{
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static LoadedModel Load(MLContext ml, string path)
    {
        ITransformer model = ml.Model.LoadChecked(path, out DataViewSchema? schema);
        return new LoadedModel(path, model, schema, ml.Model.LoadCard(path));
    }

    /// <summary>The card, which has to say what is predicted, for what columns.</summary>
    /// <exception cref="InvalidDataException">There is none, or not of a model by <c>mlflux train</c>.</exception>
    public ModelCard RequireCard() => Card is { LabelColumnName: not null, Networks: [.., ModelCardNetwork last] }
        && (!TaskFigures.Of(last.Task).HasClasses || Card.LabelValues.Count > 0)
        ? Card
        : throw new InvalidDataException(
            $"'{Path}' does not say what it predicts: it has no model card of 'mlflux train'. Score it in a program, by ml.Model.Load.");
}
