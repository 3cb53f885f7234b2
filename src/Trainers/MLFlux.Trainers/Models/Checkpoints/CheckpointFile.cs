using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MLFlux.Files;
using MLFlux.Training;

namespace MLFlux.Models;

/// <summary>
/// A checkpoint as a zip: a model's files for the state after the last epoch, <c>Fit.json</c>, the weights and optimizer's state
/// of the best epoch where that is another one, and the digests of all.
/// </summary>
internal static class CheckpointFile
{
    private const string Fit = "Fit.json";
    private const string BestWeights = "Best.Weights.safetensors";
    private const string BestOptimizer = "Best.Optimizer.safetensors";
    private const int MostFitBytes = 1 << 20;

    private static readonly JsonTypeInfo<CheckpointRecord> s_record = StrictJson.Contract<CheckpointRecord>(ModelJson.Default);

    /// <summary>Writes the file whole or not at all.</summary>
    public static void Write(string path, TrainingCheckpoint checkpoint) =>
        AtomicFile.Write(path, stream => DigestedZip.Write(stream, add =>
        {
            ModelContent.Write(checkpoint.Now, add);
            add(Fit, entry => JsonSerializer.Serialize(entry, ToRecord(checkpoint), ModelJson.Default.CheckpointRecord));
            if (checkpoint.Best is not { } best)
                return;
            add(BestWeights, entry => Safetensors.Write(entry, best.Weights));
            add(BestOptimizer, entry => Safetensors.Write(entry, best.Optimizer.Tensors));
        }));

    /// <exception cref="IOException">There is no such file, or it cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is no checkpoint, or cut off or altered, or of another format.</exception>
    public static TrainingCheckpoint Read(string path)
    {
        using FileStream file = RegularFile.OpenRead(path, "a checkpoint");
        return Read(path, file);
    }

    /// <summary>Reads what rank 0 has, of which the file may be on its machine alone.</summary>
    /// <param name="path">Where rank 0 reads.</param>
    /// <param name="ranks">The processes that go on together.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static TrainingCheckpoint Read(string path, Ranks ranks)
    {
        if (ranks.Count == 1)
            return Read(path);

        byte[] bytes = ranks.Together(() =>
        {
            if (ranks.IsFirst)
                RegularFile.Check(path, "a checkpoint");
            return ranks.IsFirst ? File.ReadAllBytes(path) : [];
        });
        return Read(path, new MemoryStream(ranks.Broadcast(bytes), writable: false));
    }

    private static TrainingCheckpoint Read(string path, Stream file)
    {
        try
        {
            return DigestedZip.Read(file, Read);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or FormatException or JsonException
        or NewerFormatException)
        {
            throw new InvalidDataException(
                $"'{path}' is not a checkpoint that this version of MLFlux can read: {fault.Message} Train from the start, or from "
                + "another checkpoint.", fault);
        }
    }

    private static TrainingCheckpoint Read(ModelParts parts)
    {
        ModelContent.CheckFormat(parts);
        CheckpointRecord record = StrictJson.Read(parts.Read(Fit, MostFitBytes), Fit, s_record);
        if (record.Format != CheckpointRecord.CurrentFormat)
            throw new InvalidDataException($"{Fit} has format {record.Format}, and {CheckpointRecord.CurrentFormat} is read.");

        NeuralNetworkModel now = ModelContent.Read(parts);
        if (now.OptimizerState is null || now.History.Epochs.Count == 0)
            throw new InvalidDataException("It lacks the optimizer's state, or any epoch.");

        ModelChecks.Check(record, now.History, Fit);
        EpochState? best = record.Best is { } state ? ReadBest(parts, now, state) : null;
        return new TrainingCheckpoint(now, best, record.EpochsBefore, record.LossBefore, record.LearningRate)
        {
            FrozenOnce = record.FrozenOnce == true,
        };
    }

    private static EpochState ReadBest(ModelParts parts, NeuralNetworkModel now, OptimizerRecord optimizer)
    {
        IReadOnlyList<ParameterDeclaration> parameters = now.Network.Parameters(now.InputShape);
        return new EpochState(
            parts.ReadWeights(BestWeights, parameters),
            new OptimizerState(optimizer.Optimizer, parts.ReadState(BestOptimizer, parameters), optimizer.Numbers));
    }

    private static CheckpointRecord ToRecord(TrainingCheckpoint checkpoint) => new()
    {
        Format = CheckpointRecord.CurrentFormat,
        EpochsBefore = checkpoint.EpochsBefore,
        LossBefore = checkpoint.LossBefore,
        LearningRate = checkpoint.LearningRate,
        FrozenOnce = checkpoint.FrozenOnce ? true : null,
        Best = checkpoint.Best is { } best ? new OptimizerRecord(best.Optimizer.Optimizer, best.Optimizer.Numbers) : null,
    };
}
