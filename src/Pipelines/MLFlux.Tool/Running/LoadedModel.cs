using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;

namespace MLFlux.Tool.Running;

/// <summary>A model, its schema and its card.</summary>
internal sealed record LoadedModel(string Path, ITransformer Model, DataViewSchema? Schema, ModelCard? Card)
{
    private HashSet<string>? _needed;

    /// <summary>Whether its data is a folder of images: its predictions depend on paths of images, and on nothing else.</summary>
    public bool TakesImages => Card?.Table is null && Needed.SetEquals([DataSource.ImagePath])
        && Schema![DataSource.ImagePath].Type is TextDataViewType;

    /// <summary>The columns of the data that its predictions depend on.</summary>
    /// <exception cref="InvalidDataException">The file does not say what columns there are.</exception>
    public IReadOnlySet<string> Needed => _needed ??= [.. new ColumnDependencies(Model, RequireSchema())
        .Of(ModelOutput.ColumnName(this)).Select(index => Schema![index].Name)];

    /// <summary>The card, if it says what column is predicted.</summary>
    public ModelCard? TellingCard => Card is { LabelColumnName: not null, Networks: [.., ModelCardNetwork last] }
        && (!TaskFigures.Of(last.Task).HasClasses || Card.LabelValues.Count > 0)
        ? Card
        : null;

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static LoadedModel Load(MLContext ml, string path)
    {
        ITransformer model = ml.Model.LoadChecked(path, out DataViewSchema? schema);
        return new LoadedModel(path, model, schema, ml.Model.LoadCard(path));
    }

    /// <summary>The columns of the data.</summary>
    /// <exception cref="InvalidDataException">The file does not say.</exception>
    public DataViewSchema RequireSchema() => Schema ?? throw new InvalidDataException(
        $"'{Path}' does not say what columns its model takes: save the model with the schema of its data "
        + "(ml.Model.Save(model, data.Schema, path)).");

    /// <summary>The card, which has to say what column is predicted.</summary>
    /// <exception cref="InvalidDataException">There is none that says so.</exception>
    public ModelCard RequireCard() => TellingCard ?? throw new InvalidDataException(
        $"'{Path}' has no model card that says what column is predicted, as models of 'mlflux train' have. 'mlflux predict' writes its "
        + "predictions; evaluate it in a program, by ml.Metrics.");
}
