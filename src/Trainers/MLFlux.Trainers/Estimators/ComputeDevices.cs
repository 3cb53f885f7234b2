using Microsoft.ML.Runtime;
using MLFlux.Native;

namespace MLFlux.Estimators;

/// <summary>The device that a context asks for.</summary>
internal static class ComputeDevices
{
    /// <summary>Follows <c>MLContext.GpuDeviceId</c> and <c>FallbackToCpu</c> as they were when the component was made.</summary>
    public static ComputeDevice Of(IHost host)
    {
        var settings = (IHostEnvironmentInternal)host;
        return new ComputeDevice(settings.GpuDeviceId, settings.FallbackToCpu, message =>
        {
            using IChannel channel = host.Start("Device");
            channel.Warning(message);
        });
    }
}
