using Microsoft.ML;
using MLFlux.Models;

namespace MLFlux.Estimators;

/// <summary>A model's files as ML.NET hands them out of its zip.</summary>
internal sealed class MLNetParts(ModelLoadContext context) : IPartSource
{
    /// <inheritdoc/>
    public void Open(string name, Action<Stream, long> read)
    {
        if (!context.TryLoadBinaryStream(name, reader => read(reader.BaseStream, reader.BaseStream.Length)))
            throw new InvalidDataException($"{name} is missing.");
    }
}
