using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using MLFlux.Construction;
using MLFlux.Models;
using MLFlux.Native;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Scoring;

/// <summary>Gives a model's raw scores for rows of features. Safe for any thread.</summary>
internal sealed class NetworkScorer(NeuralNetworkModel model, ComputeDevice device) : IDisposable
{
    private readonly SharedNative<BuiltNetwork> _module = new(() => NetworkWeights.BuildForScoring(model, device.Find()));
    private readonly Lazy<EngineScorer?> _engine = new(() => device.IsGpu ? null : EngineScorer.TryCreate(model));
    private readonly float? _temperature = (float?)model.Temperature;
    private readonly ViewMaps? _views = ViewMaps.Of(model);
    private readonly Lazy<BlockProgram?> _blocks = new(() => device.IsGpu ? null : BlockProgram.TryCreate(model));
    private readonly Lazy<RowProgram?> _program = new(() => device.IsGpu ? null : RowProgram.TryCreate(model));

    /// <summary>How many values a row of features has.</summary>
    public int InputWidth { get; } = model.InputShape.Size;

    /// <summary>How many values the widest of those has that a layer takes a row through, and a row itself.</summary>
    public long WidestValue { get; } = Math.Max(
        model.InputShape.Size, LayerSite.Of(model.Network, model.InputShape).Max(site => site.Layer.ValuesWithin(site.Input).Widest));

    /// <summary>How many numbers the network gives for a row.</summary>
    public int OutputWidth { get; } = model.OutputWidth;

    /// <summary>Scores a block of rows: the mean of their views, where the model has several.</summary>
    /// <param name="rows">The rows' features, <see cref="InputWidth"/> values each.</param>
    /// <param name="outputs">Takes <see cref="OutputWidth"/> values for each row.</param>
    public void Score(ReadOnlySpan<VBuffer<float>> rows, Span<float> outputs)
    {
        if (_views is null)
            ScoreAsTheyAre(rows, outputs);
        else
            ViewedRows.Score(_views, rows, outputs, ScoreAsTheyAre);
        Temper(outputs);
    }

    /// <summary>Scores a row by the module, as it is, without the temperature.</summary>
    public void ScoreAsItIs(ReadOnlySpan<float> row, Span<float> outputs)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = empty(model.InputShape.Batch(1));
        row.CopyTo(MemoryMarshal.Cast<byte, float>(input.bytes));
        ScoreByModule(input, outputs);
    }

    /// <summary>Divides raw outputs by the model's temperature, where it has one.</summary>
    public void Temper(Span<float> outputs)
    {
        if (_temperature is float temperature)
            TensorPrimitives.Divide(outputs, temperature, outputs);
    }

    /// <summary>Whether managed code scores single rows; otherwise many rows at once are far sooner done.</summary>
    public bool HasRowProgram => _program.Value is not null;

    /// <summary>A scorer of single rows for one thread.</summary>
    public RowScorer CreateRowScorer() => new(this, _program.Value, _views);

    /// <summary>Frees native memory; scoring again makes it anew.</summary>
    public void Dispose()
    {
        _module.Dispose();
        if (_engine.IsValueCreated)
            _engine.Value?.Dispose();
    }

    /// <summary>
    /// Scores rows as they are: by managed code where that is sooner done, by the engine of pretrained networks where there is one, else by
    /// the module.
    /// </summary>
    private void ScoreAsTheyAre(ReadOnlySpan<VBuffer<float>> rows, Span<float> outputs)
    {
        if (_blocks.Value is { } blocks)
        {
            blocks.Run(rows, outputs);
            return;
        }

        if (_program.Value is { } program && program.IsQuickFor(rows))
        {
            program.Run(rows, outputs);
            return;
        }

        if (_engine.Value?.TryScore(rows, outputs) == true)
            return;

        using DisposeScope scope = NewDisposeScope();
        Tensor input = empty(model.InputShape.Batch(rows.Length));
        Span<float> values = MemoryMarshal.Cast<byte, float>(input.bytes);
        for (int i = 0; i < rows.Length; i++)
            rows[i].CopyTo(values.Slice(i * InputWidth, InputWidth));
        ScoreByModule(input, outputs);
    }

    private void ScoreByModule(Tensor input, Span<float> outputs)
    {
        using NativeWork.Lease work = NativeWork.Begin();
        using SharedNative<BuiltNetwork>.Lease lease = _module.Acquire();
        using var noGradients = no_grad();
        try
        {
            Tensor output = lease.Value.Module.call(input.to(lease.Value.Device)).cpu().contiguous();
            MemoryMarshal.Cast<byte, float>(output.bytes).CopyTo(outputs);
        }
        catch (ExternalException fault) when (LibtorchMemory.IsOutOfMemory(fault))
        {
            throw LibtorchMemory.Explained(
                fault, $"scoring {input.size(0)} rows of {model.InputShape} at once",
                "Score on fewer threads at the same time, give the process more memory, or train a smaller network.");
        }
    }
}
