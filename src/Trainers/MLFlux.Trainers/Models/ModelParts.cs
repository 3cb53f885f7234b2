using System.Security.Cryptography;

namespace MLFlux.Models;

/// <summary>
/// Reads a model's files, each as it was written and none longer than the model can need: nothing is taken into memory before its size is
/// known to be right.
/// </summary>
internal sealed class ModelParts(IPartSource source, PartDigests digests)
{
    /// <summary>Enough for a network of thousands of layers and the names of a million classes.</summary>
    public const int MostNetworkBytes = NetworkJson.MostBytes;

    /// <summary>Enough for the losses of a million batches.</summary>
    public const int MostHistoryBytes = 256 << 20;

    /// <summary>What a tensor may take in a header beside its name, each letter of which may be written as six.</summary>
    private const long BytesOfEntry = 256, BytesOfLetter = 6, BytesOfMetadata = 4096;

    /// <summary>More tensors and values for each weight than any optimizer keeps.</summary>
    private const int MostStates = 8;

    /// <summary>The content of a file.</summary>
    /// <param name="name">The file.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <param name="isChecked">Whether it has to have its digest.</param>
    /// <exception cref="InvalidDataException">It is missing, altered or too long.</exception>
    public byte[] Read(string name, int most, bool isChecked = true)
    {
        byte[] content = [];
        source.Open(name, (stream, length) =>
        {
            if (length > most)
                throw new InvalidDataException($"{name} has {length:N0} bytes, more than the {most:N0} that are read.");
            content = new byte[length];
            if (stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) < content.Length || stream.ReadByte() >= 0)
                throw new InvalidDataException($"{name} is not as long as the zip says.");
        });
        if (isChecked)
            digests.Check(name, SHA256.HashData(content));
        return content;
    }

    /// <summary>The weights of a network.</summary>
    /// <exception cref="InvalidDataException">They are missing, altered, or not the network's.</exception>
    public IReadOnlyList<NetworkWeight> ReadWeights(string name, IReadOnlyList<ParameterDeclaration> network)
    {
        (string Name, string Shape)[] expected = [.. network.Select(p => (p.Name, p.Shape.ToString()))];
        IReadOnlyList<NetworkWeight> weights = ReadTensors(name, HeaderBytes(network), tensors =>
            NetworkWeights.CheckShapes(expected, [.. tensors.Select(tensor => (tensor.Name, tensor.Shape!.ToString()))]));
        NetworkWeights.Check(expected, weights);
        return weights;
    }

    /// <summary>What an optimizer carries for the weights of a network.</summary>
    /// <exception cref="InvalidDataException">It is missing, altered, or more than any optimizer keeps.</exception>
    public IReadOnlyList<NetworkWeight> ReadState(string name, IReadOnlyList<ParameterDeclaration> network)
    {
        long values = network.Sum(p => (long)p.Size);
        return ReadTensors(name, MostStates * HeaderBytes(network), tensors =>
        {
            if (tensors.Sum(tensor => (long)tensor.Shape!.Size) > MostStates * (values + 1))
                throw new InvalidDataException($"{name} has more values than an optimizer keeps for a network of {values:N0} weights.");
        });
    }

    private static long HeaderBytes(IReadOnlyList<ParameterDeclaration> network) =>
        BytesOfMetadata + network.Sum(p => BytesOfEntry + (BytesOfLetter * p.Name.Length));

    private IReadOnlyList<NetworkWeight> ReadTensors(string name, long mostHeaderBytes, Action<IReadOnlyList<TensorEntry>> check)
    {
        IReadOnlyList<NetworkWeight> weights = [];
        source.Open(name, (stream, length) =>
        {
            var digested = new DigestedStream(stream);
            try
            {
                weights = Safetensors.Read(digested, length, Math.Min(mostHeaderBytes, SafetensorsHeader.MostBytes), check);
            }
            catch (InvalidDataException)
            {
                digests.Check(name, digested.Finish()); // That it was altered explains all else.
                throw;
            }

            digests.Check(name, digested.Finish());
        });
        return weights;
    }
}
