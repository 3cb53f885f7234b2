using System.Text.Json.Nodes;
using Microsoft.ML;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>A residual network as an application writes it in TorchSharp alone: a convolution, a block with a shortcut, a head.</summary>
/// <param name="Channels">Channels throughout.</param>
/// <param name="Outputs">Width at the end.</param>
internal sealed record OwnResidual(int Channels, int Outputs) : ModuleLayer
{
    public static void Register() => new MLContext().RegisterLayer(settings => new OwnResidual(
        settings["channels"]!.GetValue<int>(), settings["outputs"]!.GetValue<int>()));

    public override Shape OutputShape(Shape input) => input.Rank == 3
        ? new Shape(Outputs)
        : throw new NetworkShapeException($"{this} expects channels × height × width, got {input}.");

    protected override nn.Module<Tensor, Tensor> CreateModule(Shape input) => new Network(input[0], this);

    protected override void WriteSettings(JsonObject settings)
    {
        settings["channels"] = Channels;
        settings["outputs"] = Outputs;
    }

    private sealed class Network : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Conv2d stem, first, second;
        private readonly TorchSharp.Modules.Linear head;

        public Network(int inputs, OwnResidual settings)
            : base(nameof(Network))
        {
            stem = nn.Conv2d(inputs, settings.Channels, 5, stride: 2, padding: 2);
            first = nn.Conv2d(settings.Channels, settings.Channels, 3, padding: 1);
            second = nn.Conv2d(settings.Channels, settings.Channels, 3, padding: 1);
            head = nn.Linear(settings.Channels * 16, settings.Outputs);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            Tensor before = stem.call(input).relu();
            Tensor after = (second.call(first.call(before).relu()) + before).relu();
            return head.call(nn.functional.adaptive_avg_pool2d(after, 4).flatten(1));
        }
    }
}
