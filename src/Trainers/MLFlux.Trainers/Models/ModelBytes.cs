namespace MLFlux.Models;

/// <summary>A model as bytes, for other ranks.</summary>
internal static class ModelBytes
{
    public static byte[] Write(NeuralNetworkModel model)
    {
        var stream = new MemoryStream();
        DigestedZip.Write(stream, add => ModelContent.Write(model, add));
        return stream.ToArray();
    }

    /// <summary>The same model, but for the name of a column that the network reads as it is, which the bytes do not keep.</summary>
    /// <param name="bytes">What <see cref="Write"/> has given.</param>
    public static NeuralNetworkModel Read(byte[] bytes) => DigestedZip.Read(new MemoryStream(bytes, writable: false), ModelContent.Read);
}
