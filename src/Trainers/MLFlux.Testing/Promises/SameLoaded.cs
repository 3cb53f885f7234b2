using Microsoft.ML;

namespace MLFlux.Promises;

/// <summary>A file holds all that decides the scores.</summary>
internal sealed class SameLoaded() : Promise("A model that is saved and loaded gives the same scores.")
{
    private protected override string? Check(ContractSubject subject)
    {
        using var file = new MemoryStream();
        new MLContext().Model.Save(subject.First, subject.Rows.Schema, file);
        file.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(file, out _);
        using var freed = loaded as IDisposable;
        return Scores.Difference(
            ContractSubject.Scores(subject.First, subject.Rows), ContractSubject.Scores(loaded, subject.Rows), 0) is string difference
            ? $"{difference} A layer's settings have to be written by WriteSettings and read by ml.RegisterLayer, and what it learns "
                + "has to be a parameter or a buffer of its module."
            : null;
    }
}
