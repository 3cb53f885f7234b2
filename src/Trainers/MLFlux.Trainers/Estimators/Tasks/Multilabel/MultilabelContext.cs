using Microsoft.ML;

namespace MLFlux;

/// <summary>Adds the catalog of several labels to ML.NET's context.</summary>
public static class MultilabelContext
{
    extension(MLContext ml)
    {
        /// <summary>Trainers and evaluation for several labels that a row may have at once.</summary>
        public MultilabelClassificationCatalog MultilabelClassification => new(ml);
    }
}
