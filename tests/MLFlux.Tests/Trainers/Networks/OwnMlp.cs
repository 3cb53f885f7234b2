using System.Text.Json.Nodes;
using Microsoft.ML;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>A layer as an application writes one: two dense layers, with what TorchSharp has between them.</summary>
/// <param name="Hidden">Width between the layers.</param>
/// <param name="Outputs">Width at the end.</param>
/// <param name="Dropout">The probability of dropout, drawn from libtorch's own generator.</param>
/// <param name="Normalizes">Whether there is a batch normalisation, whose buffers are floats and a count.</param>
/// <param name="FreezesFirst">Whether the first layer is not to learn.</param>
internal sealed record OwnMlp(int Hidden, int Outputs, double Dropout = 0, bool Normalizes = false, bool FreezesFirst = false) : ModuleLayer
{
    public static void Register() => new MLContext().RegisterLayer(settings => new OwnMlp(
        settings["hidden"]!.GetValue<int>(),
        settings["outputs"]!.GetValue<int>(),
        settings["dropout"]!.GetValue<double>(),
        settings["normalizes"]!.GetValue<bool>(),
        settings["freezesFirst"]!.GetValue<bool>()));

    public override Shape OutputShape(Shape input) => input.Rank == 1
        ? new Shape(Outputs)
        : throw new NetworkShapeException($"{this} expects a vector, got {input}.");

    protected override nn.Module<Tensor, Tensor> CreateModule(Shape input) => new Mlp(input.Size, this);

    protected override void WriteSettings(JsonObject settings)
    {
        settings["hidden"] = Hidden;
        settings["outputs"] = Outputs;
        settings["dropout"] = Dropout;
        settings["normalizes"] = Normalizes;
        settings["freezesFirst"] = FreezesFirst;
    }

    internal sealed class Mlp : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear first, second;
        private readonly TorchSharp.Modules.BatchNorm1d? norm;
        private readonly TorchSharp.Modules.Dropout dropout;

        public Mlp(int inputs, OwnMlp settings)
            : base(nameof(Mlp))
        {
            first = nn.Linear(inputs, settings.Hidden);
            second = nn.Linear(settings.Hidden, settings.Outputs);
            norm = settings.Normalizes ? nn.BatchNorm1d(settings.Hidden) : null;
            dropout = nn.Dropout(settings.Dropout);
            if (settings.FreezesFirst)
                first.weight!.requires_grad = false;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            Tensor hidden = first.call(input).tanh();
            return second.call(dropout.call(norm?.call(hidden) ?? hidden));
        }
    }
}
