"""What people bring to the posts before voting day. Invented, shaped like shared/facts.md."""

from dataclasses import dataclass, field
from typing import Any

from incidents.states import Urgency
from roster.models import InstitutionKind as K


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of problem: how it is told, who can solve it, how it ends."""

    category: str
    description: str
    institution: K
    answer: str
    outcome: str
    urgency: Urgency = Urgency.NORMAL
    at_tps: bool = False
    extra: dict[str, Any] = field(default_factory=dict)


CASES = [
    Case("undangan", "Warga belum menerima surat pemberitahuan memilih (C.Pemberitahuan) padahal "
         "namanya ada di DPT daring.", K.KPU,
         "PPS sudah mengantarkan surat pemberitahuan ke rumah warga.",
         "Surat pemberitahuan diterima warga.", at_tps=True,
         extra={"terdaftar": True}),
    Case("dpt", "Satu keluarga terdaftar di TPS yang berbeda-beda dan minta disatukan.",
         K.KPU, "Perubahan TPS tidak dapat lagi dilakukan; warga diberi penjelasan.",
         "Warga memilih di TPS masing-masing.",
         extra={"jumlah_orang": 4}),
    Case("ktp", "Pemilih pemula belum punya KTP-el dan bertanya apakah bisa memilih.",
         K.DUKCAPIL, "KTP-el sudah dicetak dan dapat diambil.", "KTP-el diterima pemilih.",
         extra={"sudah_rekam": True}),
    Case("dpt", "Nama anggota keluarga yang sudah meninggal masih tercantum di DPT.",
         K.KPU, "Ditandai tidak memenuhi syarat pada salinan DPT di TPS.",
         "Data ditandai oleh KPPS.", at_tps=True),
    Case("alat-peraga",
         "Spanduk masih terpasang di tiang listrik dan pagar sekolah pada masa tenang.",
         K.SATPOL_PP, "Spanduk sudah diturunkan bersama Panwaslu.",
         "Alat peraga dibersihkan.",
         extra={"jumlah": 12}),
    Case("alat-peraga", "Baliho roboh menutup trotoar sehingga pejalan kaki turun ke jalan.",
         K.SATPOL_PP, "Baliho sudah diangkut.", "Trotoar sudah bisa dilalui.", Urgency.URGENT,
         extra={"jumlah": 1}),
    Case("politik-uang", "Warga melaporkan pembagian paket sembako yang disertai ajakan memilih.",
         K.BAWASLU, "Laporan diregistrasi dan sedang diperiksa Bawaslu.",
         "Diteruskan ke Bawaslu sebagai dugaan pelanggaran.", Urgency.URGENT,
         extra={"bentuk": "sembako"}),
    Case("asn", "Unggahan seorang pegawai di grup warga dinilai mengajak memilih peserta "
         "tertentu.", K.BAWASLU, "Laporan diterima untuk kajian awal.",
         "Diteruskan ke Bawaslu."),
    Case("surat-suara-kurang",
         "Jumlah bilik suara yang tiba di gudang kelurahan kurang dari daftar.",
         K.KPU, "Kekurangan bilik suara sudah dikirim.", "Logistik lengkap.", Urgency.URGENT,
         extra={"jumlah_kurang": 6}),
    Case("logistik-rusak", "Beberapa lembar surat suara ditemukan rusak saat pelipatan.", K.KPU,
         "Surat suara pengganti sudah dikirim.", "Surat suara rusak diganti.", Urgency.URGENT,
         extra={"jumlah_rusak": 8}),
    Case("banjir", "Lokasi TPS tergenang setelah hujan semalam, tenda belum bisa dipasang.",
         K.BPBD, "Genangan sudah dipompa, lokasi kering.", "TPS dapat didirikan.",
         Urgency.URGENT, at_tps=True,
         extra={"tinggi_air": 25, "tergenang": True}),
    Case("akses", "Akses ke TPS tidak ramah kursi roda karena ada anak tangga.", K.KPU,
         "KPPS menyiapkan bidang miring dari papan.", "Akses sudah disiapkan.", at_tps=True),
    Case("pindah-lokasi", "Pemilik rumah keberatan garasinya dipakai sebagai TPS.", K.KPU,
         "TPS dipindahkan ke balai RW di dekatnya.", "Lokasi TPS dipindahkan.", at_tps=True),
    Case("listrik", "Listrik di calon lokasi TPS sering padam pada sore hari.", K.OTHER,
         "", "Pengurus RW menyiapkan genset.", at_tps=True),
    Case("sinyal", "Sinyal seluler lemah, petugas khawatir tidak bisa mengirim foto "
         "formulir.", K.OTHER, "", "Disiapkan titik Wi-Fi di balai warga.", at_tps=True),
    Case("sakit", "Anggota KPPS mengeluh sesak napas setelah bimbingan teknis.", K.DINKES,
         "Sudah diperiksa di puskesmas dan boleh pulang.", "Petugas sudah pulih.",
         Urgency.EMERGENCY,
         extra={"jumlah_orang": 1, "dirawat": False}),
    Case("kesehatan", "Permintaan pemeriksaan kesehatan untuk calon anggota KPPS lanjut usia.",
         K.DINKES, "Pemeriksaan dijadwalkan di puskesmas kelurahan.", "Pemeriksaan selesai."),
    Case("ancaman", "Dua kelompok pendukung bersitegang di depan posko kampanye.", K.POLRES,
         "Personel sudah di lokasi, situasi terkendali.", "Kedua pihak berdamai.",
         Urgency.EMERGENCY),
    Case("keamanan", "Warga minta patroli malam di gudang penyimpanan kotak suara.", K.POLRES,
         "Patroli ditambahkan pada malam hari.", "Patroli berjalan."),
    Case("hoaks-pemilu", "Pesan berantai menyebut jam pencoblosan dimajukan.", K.KPU,
         "Klarifikasi sudah disebarkan melalui RT dan RW.", "Warga mendapat penjelasan."),
    Case("pertanyaan", "Warga bertanya cara pindah memilih karena sedang bertugas di luar kota.",
         K.OTHER, "", "Warga sudah mendapat penjelasan di posko."),
    Case("pertanyaan", "Pengurus RT bertanya jam buka TPS dan syarat dokumen yang dibawa.",
         K.OTHER, "", "Pertanyaan dijawab di posko."),
    Case("lainnya", "Suara pengeras dari acara di dekat gudang logistik mengganggu petugas.",
         K.SATPOL_PP, "Panitia acara sudah mengecilkan suara.", "Gangguan berhenti."),
    Case("penghitungan", "Petugas meminta penjelasan cara mengisi formulir C.Hasil.", K.KPU,
         "Bimbingan tambahan sudah diberikan.", "KPPS sudah mengerti."),
]  # fmt: skip
