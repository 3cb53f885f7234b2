using MLFlux.Models;

namespace MLFlux.Tests.Models;

/// <summary>A model's files in memory, to alter, and to load with digests that are right all the same.</summary>
internal sealed class MemoryParts(IReadOnlyDictionary<string, byte[]> files) : IPartSource
{
    public static Dictionary<string, byte[]> Save(NeuralNetworkModel model)
    {
        var files = new Dictionary<string, byte[]>();
        ModelContent.Write(model, (name, write) =>
        {
            using var content = new MemoryStream();
            write(content);
            files[name] = content.ToArray();
        });
        return files;
    }

    public static NeuralNetworkModel Load(IReadOnlyDictionary<string, byte[]> files) =>
        ModelContent.Read(new ModelParts(new MemoryParts(files), DigestsOf(files)));

    public static PartDigests DigestsOf(IReadOnlyDictionary<string, byte[]> files)
    {
        var digests = new PartDigests();
        foreach ((string name, byte[] content) in files)
            digests.Write(name, Stream.Null, stream => stream.Write(content));
        return digests;
    }

    public void Open(string name, Action<Stream, long> read) => read(new MemoryStream(files[name]), files[name].Length);
}
