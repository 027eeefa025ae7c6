//! Where tensors live.

use burn::tensor::Device;

/// The CPU.
pub fn cpu() -> Device {
    Device::flex()
}

/// Makes the one GPU device of this program; `on_lost` is told if it goes away.
///
/// # Errors
/// A sentence where there is no adapter or it refuses a device.
#[cfg(feature = "webgpu")]
pub async fn gpu(on_lost: impl Fn(String) + Send + Sync + 'static) -> Result<Device, String> {
    use burn::tensor::wgpu::WgpuInitError;

    let made = Device::wgpu_options().init_with_setup_async().await;
    let (device, setup) = made.map_err(|error| match error {
        WgpuInitError::AdapterUnavailable { .. } => {
            "This browser offers no GPU adapter for WebGPU.".to_string()
        }
        other => format!("The GPU could not be opened: {other}."),
    })?;
    setup.device.set_device_lost_callback(move |_, message| {
        let message = message.trim_end_matches('.');
        let cause = if message.is_empty() { "the browser gave no reason" } else { message };
        on_lost(format!("The GPU was lost ({cause})."));
    });
    Ok(device)
}
