using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLFlux.Tests.Support;

/// <summary>What a context logs from the trainer.</summary>
internal sealed class MessageLog
{
    private readonly List<(ChannelMessageKind Kind, string Text)> _messages = [];

    public MessageLog(MLContext ml) => ml.Log += (_, message) =>
    {
        lock (_messages)
        {
            if (message.Source.Contains(nameof(NeuralNetworkTrainer), StringComparison.Ordinal))
                _messages.Add((message.Kind, message.RawMessage));
        }
    };

    public string[] Warnings => Of(ChannelMessageKind.Warning);

    public string[] Lines => Of(ChannelMessageKind.Info);

    private string[] Of(ChannelMessageKind kind) => [.. _messages.Where(message => message.Kind == kind).Select(message => message.Text)];
}
