using Microsoft.ML;

namespace MLFlux;

/// <summary>Adds the catalog of networks that learn several labels at once to ML.NET's context.</summary>
public static class MultiTaskContext
{
    extension(MLContext ml)
    {
        /// <summary>Trainers of networks that learn several labels at once, one with each head, whatever the tasks of the labels.</summary>
        public MultiTaskCatalog MultiTask => new(ml);
    }
}
