using Microsoft.ML;
using MLFlux.Files;
using MLFlux.Provenance;

namespace MLFlux;

/// <summary>Model files that say what they are.</summary>
public static class ModelCardCatalog
{
    /// <summary>
    /// Saves a model with a card in its zip, whole or not at all: a failure, or the end of the process, leaves an older file of
    /// that name as it
    /// was. Load the model with <c>ml.Model.LoadChecked</c>, or with <c>ml.Model.Load</c> as any other.
    /// </summary>
    /// <param name="catalog">The model catalog of an MLContext.</param>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the data that the model takes, or null to leave it out.</param>
    /// <param name="path">The file, such as <c>income.zip</c>. Its folder is made if it is missing.</param>
    /// <param name="card">The card, such as <see cref="ModelCard.Describe(ReadyPipeline, ITransformer, DataViewSchema)"/> makes.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <example>
    /// <code>
    /// ml.Model.SaveAtomically(model, rows.Schema, "houses.zip", ModelCard.Describe(model, rows.Schema, "price"));
    /// </code>
    /// </example>
    public static void SaveAtomically(
        this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema? inputSchema, string path, ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(card);
        AtomicFile.Write(path, stream =>
        {
            catalog.Save(model, inputSchema, stream);
            CardFiles.Add(stream, card);
            ModelDigest.Add(stream);
        });
    }

    /// <summary>Reads the card of a model file. The model itself is not loaded.</summary>
    /// <param name="catalog">The model catalog of an MLContext.</param>
    /// <param name="path">The model file.</param>
    /// <returns>The card, or null where the file has none, as after ML.NET's <c>Save</c>.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file is no regular file, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is no zip, or its card is damaged or of a newer version of MLFlux.</exception>
    public static ModelCard? LoadCard(this ModelOperationsCatalog catalog, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = RegularFile.OpenRead(path, "a model file");
        try
        {
            return CardFiles.Read(stream);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {fault.Message}", fault);
        }
    }
}
