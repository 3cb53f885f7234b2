using Microsoft.ML;
using MLFlux.Files;

namespace MLFlux;

/// <summary>Model files that are never half written.</summary>
public static class ModelFileCatalog
{
    /// <summary>
    /// Saves a model as ML.NET's <c>Save</c> does, but whole or not at all: if saving fails, an older file of that name stays
    /// as it was. Load it with <c>ml.Model.Load</c>.
    /// </summary>
    /// <param name="catalog">The model catalog of an MLContext.</param>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the data that the model takes, or null to leave it out.</param>
    /// <param name="path">The file, such as <c>digits.zip</c>. Its folder is made if it is missing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void SaveAtomically(
        this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema? inputSchema, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => catalog.Save(model, inputSchema, stream));
    }
}
