using MLFlux.Construction;
using MLFlux.Models;
using MLFlux.Rows;
using MLFlux.Seeds;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// The weights with which a fit begins: those of a model, given ones, or fresh ones, some of which learn from rows beforehand.
/// </summary>
internal static class FirstWeights
{
    /// <summary>Builds a network with them, the same on all ranks.</summary>
    /// <param name="job">The fit.</param>
    /// <param name="body">The network without what its loss does.</param>
    /// <param name="start">What the fit begins with.</param>
    /// <param name="seeds">Decide what is random.</param>
    /// <param name="rows">The rows to train on.</param>
    /// <exception cref="InvalidOperationException">A layer was read without its weights, and none are given.</exception>
    public static BuiltNetwork Build(TrainingJob job, Layer body, FitStart start, FitSeeds seeds, TrainingPartition rows)
    {
        BuiltNetwork built = NetworkBuilder.Build(body, job.Inputs.Shape, job.Context.Ranks.OwnSeed(seeds.Weights), job.Device);
        try
        {
            Fill(built, job, body, start, seeds, rows);
            return built;
        }
        catch
        {
            built.Dispose();
            throw;
        }
    }

    private static void Fill(
        BuiltNetwork built, TrainingJob job, Layer body, FitStart start, FitSeeds seeds, TrainingPartition rows)
    {
        Shape shape = job.Inputs.Shape;
        if (start.Learned is { } learned)
            NetworkWeights.Write(built.Module, learned.Weights);
        else if (job.Options.InitialWeights is PretrainedWeights initial)
            NetworkWeights.WriteSome(built.Module, initial.For(body.Parameters(shape)));
        else if (LayerSite.Of(body, shape).FirstOrDefault(site => !site.Layer.HasFirstWeights) is { } bare)
            throw WithoutWeights(bare.Layer);
        if (start.Learned is null && NetworkPreparation.Rows(body, shape) is > 0 and int most)
            Prepare(built, job, rows.Sample(most, seeds.Sample), body);
        foreach (Tensor state in built.State())
            job.Context.Ranks.Broadcast(state);
    }

    /// <summary>
    /// Lets layers learn from rows to train on what they learn before the first epoch, but for what initial weights bring along.
    /// </summary>
    private static void Prepare(BuiltNetwork built, TrainingJob job, RowWindow sample, Layer body)
    {
        using var buffer = new BatchBuffer(sample.Set, job.Inputs.Shape, sample.Order.Length, job.Device);
        HashSet<string> given = job.Options.InitialWeights is { } initial
            ? [.. initial.For(body.Parameters(job.Inputs.Shape)).Select(weight => weight.Name)] : [];
        NetworkPreparation.Run(built.Module, buffer.Fill(sample.Set, sample.Order).Features, given);
    }

    private static InvalidOperationException WithoutWeights(Layer layer) => new(
        $"{layer} was read without its weights, and a fit does not begin with none. Read its file again by Networks.FromOnnx, or set "
        + $"{nameof(NeuralNetworkOptions.InitialWeights)} to those of the model that it comes from, by "
        + $"{nameof(PretrainedWeights)}.{nameof(PretrainedWeights.FromModel)}.");
}
