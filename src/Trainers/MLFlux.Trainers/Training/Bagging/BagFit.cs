using System.Text;
using MLFlux.Models;

namespace MLFlux.Training;

/// <summary>The network of one fold, as it was trained.</summary>
/// <param name="Model">The network.</param>
/// <param name="Took">How long its fit took.</param>
internal sealed record BagFit(NeuralNetworkModel Model, TimeSpan Took)
{
    /// <summary>Trains a network, and gives it as bytes for other ranks, or that its loss was not finite.</summary>
    /// <param name="train">Trains it.</param>
    /// <param name="epochs">How many epochs this rank has trained, to which those of the network are added.</param>
    public static byte[] Try(Func<BagFit> train, ref int epochs)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        try
        {
            BagFit fit = train();
            epochs += fit.Model.History.Epochs.Count;
            writer.Write(true);
            writer.Write(fit.Took.Ticks);
            writer.Write(ModelBytes.Write(fit.Model));
        }
        catch (NonFiniteLossException fault)
        {
            writer.Write(false);
            writer.Write(Encoding.UTF8.GetBytes(fault.Message));
        }

        return stream.ToArray();
    }

    /// <param name="bytes">What <see cref="Try"/> has given.</param>
    /// <param name="inputs">The columns that the network reads.</param>
    /// <exception cref="NonFiniteLossException">Its loss was not finite.</exception>
    public static BagFit Read(byte[] bytes, InputLayout inputs)
    {
        const int timeEnd = sizeof(bool) + sizeof(long);
        return !BitConverter.ToBoolean(bytes)
            ? throw new NonFiniteLossException(Encoding.UTF8.GetString(bytes.AsSpan(sizeof(bool))))
            : new BagFit(
                ModelBytes.Read(bytes[timeEnd..]) with { Inputs = inputs }, TimeSpan.FromTicks(BitConverter.ToInt64(bytes, sizeof(bool))));
    }
}
