using Microsoft.ML.Runtime;

namespace MLFlux.MLNet;

/// <summary>A transformer that can be read back from a model file.</summary>
internal interface ISavedTransformer<TSelf>
    where TSelf : RowTransformer, ISavedTransformer<TSelf>
{
    /// <summary>How it is marked in the file.</summary>
    static abstract ModelFormat Format { get; }

    /// <summary>Reads what <see cref="RowTransformer.WriteBody"/> wrote.</summary>
    static abstract TSelf Read(IHostEnvironment environment, BinaryReader reader);
}
